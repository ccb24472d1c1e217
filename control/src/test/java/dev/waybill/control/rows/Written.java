package dev.waybill.control.rows;

import dev.waybill.config.Behaviours;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.OutputFormat;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.format.FormatSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.wire.rule.EventTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Parts as the application writes them. */
final class Written {
    private static final Behaviours<FormatSpec, OutputFormat> FORMATS =
            Behaviours.of(FormatSpec.class, OutputFormat.class);
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.000317Z");

    private final OutputFormat format;
    private final EventType type;
    private final RowEncoder encoder;

    Written(Source source, String kind, Map<String, Object> options) {
        this.type = EventTypes.of(EventSchemas.schema(source));
        this.format = FORMATS.of(
                ExportKinds.FORMATS.read(new KindSpec(kind, options), type.leaves(), Place.of("test", "format")));
        this.encoder = format.rowEncoder(type);
    }

    String extension() {
        return format.extension();
    }

    byte[] part(List<String> ids) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RowBuffer row = new RowBuffer();
            PartWriter writer = format.open(type, 16 << 20, out);
            for (String id : ids) {
                row.clear();
                encoder.encode(event(id), row);
                writer.row(row.array(), 0, row.length());
            }
            writer.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum over these events, by the definition in docs/reference/receipts.md. */
    static EventSum sum(List<String> ids) {
        return ids.stream().map(id -> EventSum.of(id, time(id))).reduce(EventSum.ZERO, EventSum::plus);
    }

    private Event event(String id) {
        Event event = new Event(type);
        event.setText(type.field("event_id").orElseThrow(), id);
        event.setText(type.field("tenant").orElseThrow(), "acme");
        event.setNumber(type.field("occurred_at").orElseThrow(), ChronoUnit.MICROS.between(Instant.EPOCH, time(id)));
        event.setText(type.field("ip_address").orElseThrow(), "203.0.113.9");
        type.field("uri").ifPresent(field -> event.setText(field, "/a,\"b\"\n{" + id.hashCode()));
        type.field("detail").ifPresent(field -> event.setText(field, "{\"size\":[1,{}],\"event_id\":\"no\"}"));
        return event;
    }

    /** Some have no fraction of a second, which text formats leave out. */
    private static Instant time(String id) {
        Instant time = TIME.plusSeconds(Math.floorMod(id.hashCode(), 3_600));
        return id.length() % 2 == 0 ? time : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
