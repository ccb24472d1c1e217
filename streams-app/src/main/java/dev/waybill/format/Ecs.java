package dev.waybill.format;

import dev.waybill.columns.EcsColumns;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Columns;
import dev.waybill.format.column.EventFields;
import dev.waybill.format.column.EventOutcome;
import dev.waybill.format.column.OutcomeWord;
import dev.waybill.format.json.SparseJson;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Constant;
import dev.waybill.format.value.Value;
import dev.waybill.format.value.WordByText;
import dev.waybill.format.value.address.AddressAsSent;
import dev.waybill.format.value.address.HostName;
import dev.waybill.format.value.address.IpText;
import dev.waybill.format.value.request.UriPart;
import dev.waybill.kind.format.EcsSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * One JSON object per line with the field names of the Elastic Common Schema 8.11, version 2 of our mapping. What is
 * null is left out.
 */
public record Ecs(EcsSpec spec) implements TextLines {
    /** Types of configuration events by the event's kind. */
    private static final Map<String, String> TYPES =
            Map.of("create", "creation", "read", "access", "update", "change", "delete", "deletion");

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return new SparseJson(Columns.of(EcsColumns.of(type.leaves()), type, computed(type))).line();
    }

    private static Map<String, Value> computed(EventType type) {
        boolean audit = type.field("event_kind").isPresent();
        EventFields fields = new EventFields(type);
        Map<String, Value> computed = new HashMap<>(Map.of(
                "ecs.version", new Constant("8.11.0"),
                "event.kind", new Constant("event"),
                "event.category[]", new Constant(audit ? "configuration" : "web"),
                "event.type[]",
                        audit ? new WordByText(fields.field("event_kind"), TYPES, "info") : new Constant("access"),
                "event.outcome", new OutcomeWord(EventOutcome.of(type), "unknown"),
                "url.path", new UriPart(fields.field("uri"), UriPart.Part.STEM),
                "url.query", new UriPart(fields.field("uri"), UriPart.Part.QUERY)));
        type.field("ip_address").ifPresent(address -> {
            computed.put("source.ip", new IpText(address, IpText.Family.ANY));
            computed.put("source.domain", new HostName(address));
            computed.put("source.address", new AddressAsSent(address));
        });
        return computed;
    }
}
