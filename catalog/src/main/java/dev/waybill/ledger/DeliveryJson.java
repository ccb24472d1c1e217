package dev.waybill.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.catalog.record.JsonObject;
import dev.waybill.catalog.record.JsonOutput;
import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.PartKind;
import dev.waybill.window.Window;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What the sink says about deliveries as JSON; {@code docs/reference/deliveries.md} describes it. */
public final class DeliveryJson {
    /** The newest format that this program reads, and the one it writes. */
    public static final int FORMAT = 1;

    private static final String DELIVERED = "delivered";
    private static final String HELD_BACK = "held-back";
    private static final String RESUMED = "resumed";
    private static final String PARKED = "parked";
    private static final String DISCARDED = "discarded";
    private static final String REFUSED = "refused";

    private static final String OBJECT = "object";
    private static final String REASON = "reason";

    private DeliveryJson() {}

    /** The value of a record. */
    public static byte[] write(DeliveryRecord record) {
        return JsonOutput.value(FORMAT, out -> {
            if (record instanceof ObjectDelivered delivered) {
                begin(out, DELIVERED, delivered);
                object(out, delivered);
            } else if (record instanceof DeliveryHeldBack heldBack) {
                begin(out, HELD_BACK, heldBack);
                out.writeStringField("since", heldBack.since().toString());
                trouble(out, heldBack.trouble());
                optional(out, "retry-at", heldBack.retryAt().map(Instant::toString));
            } else if (record instanceof DeliveryResumed resumed) {
                begin(out, RESUMED, resumed);
                out.writeStringField("since", resumed.since().toString());
                out.writeStringField(REASON, resumed.reason());
            } else if (record instanceof RecordParked parked) {
                begin(out, PARKED, parked);
                out.writeNumberField("offset", parked.offset());
                optional(out, OBJECT, parked.object());
                if (parked.trouble().isPresent()) {
                    trouble(out, parked.trouble().get());
                }
            } else if (record instanceof RecordDiscarded discarded) {
                begin(out, DISCARDED, discarded);
                out.writeNumberField("offset", discarded.offset());
                optional(out, OBJECT, discarded.object());
                window(out, discarded.window());
            } else if (record instanceof RecordRefused refused) {
                begin(out, REFUSED, refused);
                out.writeNumberField("offset", refused.offset());
                optional(out, OBJECT, refused.object());
                trouble(out, refused.trouble());
            }
        });
    }

    private static void begin(JsonGenerator out, String kind, DeliveryRecord record) throws IOException {
        DeliveryLane lane = record.lane();
        out.writeStringField("kind", kind);
        out.writeStringField("at", record.at().toString());
        LedgerJson.export(out, lane.export());
        out.writeStringField("topic", lane.topic());
        out.writeNumberField("partition", lane.partition());
        out.writeStringField("destination", lane.destination());
        out.writeStringField("lane", lane.id());
    }

    private static void object(JsonGenerator out, ObjectDelivered delivered) throws IOException {
        out.writeStringField("object-kind", delivered.kind().headerValue());
        out.writeStringField(OBJECT, delivered.object());
        out.writeNumberField("size", delivered.size());
        out.writeStringField("sha256", delivered.sha256());
        window(out, delivered.window());
        Optional<Duration> afterEnd = delivered.afterEnd();
        if (afterEnd.isPresent()) {
            out.writeNumberField("after-end-ms", afterEnd.get().toMillis());
        }
        out.writeStringField("config-version", delivered.configVersion());
    }

    private static void window(JsonGenerator out, Optional<Window> window) throws IOException {
        optional(out, "start", window.map(of -> of.start().toString()));
        optional(out, "end", window.map(of -> of.end().toString()));
    }

    private static void trouble(JsonGenerator out, DeliveryTrouble trouble) throws IOException {
        out.writeStringField(REASON, trouble.reason());
        out.writeStringField("detail", trouble.detail());
        out.writeStringField("advice", trouble.advice());
    }

    private static void optional(JsonGenerator out, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(name, value.get());
        }
    }

    /**
     * Reads what {@link #write} wrote, and what later programs of the same format add to it.
     *
     * @return empty for a record of a kind that this program does not know
     * @throws UnreadableRecordException if it is none, or of a newer format
     */
    public static Optional<DeliveryRecord> read(byte[] value) throws UnreadableRecordException {
        JsonObject root = JsonObject.parse(value, FORMAT);
        try {
            DeliveryLane lane = new DeliveryLane(
                    LedgerJson.export(root),
                    root.text("topic"),
                    LedgerJson.number(root, "partition"),
                    root.text("destination"),
                    root.text("lane"));
            Instant at = root.instant("at");
            return Optional.ofNullable(
                    switch (root.text("kind")) {
                        case DELIVERED -> delivered(root, lane, at);
                        case HELD_BACK ->
                            new DeliveryHeldBack(
                                    lane, at, root.instant("since"), trouble(root), optionalInstant(root, "retry-at"));
                        case RESUMED -> new DeliveryResumed(lane, at, root.instant("since"), root.text(REASON));
                        case PARKED ->
                            new RecordParked(
                                    lane, at, root.integer("offset"), root.optionalText(OBJECT), optionalTrouble(root));
                        case DISCARDED ->
                            new RecordDiscarded(
                                    lane, at, root.integer("offset"), root.optionalText(OBJECT), window(root));
                        case REFUSED ->
                            new RecordRefused(
                                    lane, at, root.integer("offset"), root.optionalText(OBJECT), trouble(root));
                        default -> null;
                    });
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("contradicts itself: " + e.getMessage(), e);
        }
    }

    private static ObjectDelivered delivered(JsonObject root, DeliveryLane lane, Instant at)
            throws UnreadableRecordException {
        return new ObjectDelivered(
                lane,
                at,
                partKind(root),
                root.text(OBJECT),
                root.integer("size"),
                root.text("sha256"),
                window(root),
                root.text("config-version"));
    }

    private static Optional<Window> window(JsonObject root) throws UnreadableRecordException {
        Optional<Instant> start = optionalInstant(root, "start");
        return start.isPresent() ? Optional.of(new Window(start.get(), root.instant("end"))) : Optional.empty();
    }

    private static PartKind partKind(JsonObject root) throws UnreadableRecordException {
        String text = root.text("object-kind");
        return Stream.of(PartKind.values())
                .filter(kind -> kind.headerValue().equals(text))
                .findFirst()
                .orElseThrow(() -> root.wrong("object-kind", "is not known to this program: " + text));
    }

    private static DeliveryTrouble trouble(JsonObject root) throws UnreadableRecordException {
        return new DeliveryTrouble(root.text(REASON), root.text("detail"), root.text("advice"));
    }

    private static Optional<DeliveryTrouble> optionalTrouble(JsonObject root) throws UnreadableRecordException {
        return root.optionalText(REASON).isPresent() ? Optional.of(trouble(root)) : Optional.empty();
    }

    private static Optional<Instant> optionalInstant(JsonObject root, String name) throws UnreadableRecordException {
        return root.optionalText(name).isPresent() ? Optional.of(root.instant(name)) : Optional.empty();
    }
}
