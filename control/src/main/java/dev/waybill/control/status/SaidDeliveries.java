package dev.waybill.control.status;

import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.ledger.RecordParked;
import dev.waybill.ledger.RecordRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the sink has said about an export, for people and as JSON. */
public record SaidDeliveries(DeliveryGlance said) {
    /** The sink says again what lasts every ten minutes; what it has not said for longer may have ended in another way. */
    static final Duration CURRENT = Duration.ofMinutes(30);
    /** A record that was passed over needs somebody for so long. */
    static final Duration RECENT = Duration.ofHours(24);

    private static final String PAUSED = "PAUSED";

    /** What needs somebody; a pause is what somebody wants. */
    public List<Finding> findings(Instant now) {
        List<Finding> findings = new ArrayList<>();
        heldBack(now)
                .forEach(held -> findings.add(Finding.of(
                        ExportState.HELD_BACK,
                        "held back since " + held.since() + " on the way to "
                                + held.lane().destination() + ": " + text(held.trouble()),
                        held.trouble().advice())));
        said.refused()
                .filter(refused -> isWithin(RECENT, refused, now))
                .ifPresent(refused -> findings.add(new Finding(
                        "a record was refused at " + refused.at() + ": " + text(refused.trouble()) + ", "
                                + place(refused.lane(), refused.offset()),
                        refused.trouble().advice())));
        return findings;
    }

    /** What holds it back now, as far as anybody said so; without a pause. */
    public List<DeliveryHeldBack> heldBack(Instant now) {
        return said.heldBack().stream()
                .filter(held -> !held.trouble().reason().equals(PAUSED))
                .filter(held -> isWithin(CURRENT, held, now))
                .toList();
    }

    private static boolean isWithin(Duration time, DeliveryRecord record, Instant now) {
        return Duration.between(record.at(), now).compareTo(time) <= 0;
    }

    /** For whoever looks at this export alone. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        said.last()
                .ifPresent(last -> lines.add("delivered last: " + last.object() + ", " + last.size() + " bytes, at "
                        + last.at()
                        + last.afterEnd()
                                .filter(after -> !after.isNegative())
                                .map(after -> ", " + Durations.text(after) + " after the end of its window")
                                .orElse("")));
        said.parked()
                .ifPresent(parked -> lines.add("parked last: " + parked.object().orElse("a record") + ", at "
                        + parked.at()
                        + parked.trouble()
                                .map(trouble -> ": " + text(trouble))
                                .orElse(" behind what was parked before")));
        return lines;
    }

    private static String text(DeliveryTrouble trouble) {
        return trouble.detail().isEmpty() ? trouble.reason() : trouble.reason() + " (" + trouble.detail() + ")";
    }

    private static String place(DeliveryLane lane, long offset) {
        return lane.topic() + "-" + lane.partition() + " offset " + offset;
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        said.last().ifPresent(last -> content.put("last", content(last)));
        content.put(
                "held-back",
                said.heldBack().stream().map(SaidDeliveries::content).toList());
        said.parked().ifPresent(parked -> content.put("parked", content(parked)));
        said.refused().ifPresent(refused -> content.put("refused", content(refused)));
        return content;
    }

    private static Map<String, Object> content(ObjectDelivered last) {
        Map<String, Object> content = begin(last);
        content.put("object", last.object());
        content.put("kind", last.kind().headerValue());
        content.put("bytes", last.size());
        content.put("sha256", last.sha256());
        last.window().ifPresent(window -> {
            content.put("window-start", window.start().toString());
            content.put("window-end", window.end().toString());
        });
        last.afterEnd().ifPresent(after -> content.put("after-end", after.toString()));
        return content;
    }

    private static Map<String, Object> content(DeliveryHeldBack held) {
        Map<String, Object> content = begin(held);
        content.put("since", held.since().toString());
        add(content, held.trouble());
        held.retryAt().ifPresent(time -> content.put("retry-at", time.toString()));
        return content;
    }

    private static Map<String, Object> content(RecordParked parked) {
        return ofRecord(parked, parked.offset(), parked.object(), parked.trouble());
    }

    private static Map<String, Object> content(RecordRefused refused) {
        return ofRecord(refused, refused.offset(), refused.object(), Optional.of(refused.trouble()));
    }

    private static Map<String, Object> ofRecord(
            DeliveryRecord record, long offset, Optional<String> object, Optional<DeliveryTrouble> trouble) {
        Map<String, Object> content = begin(record);
        content.put("offset", offset);
        object.ifPresent(name -> content.put("object", name));
        trouble.ifPresent(why -> add(content, why));
        return content;
    }

    private static Map<String, Object> begin(DeliveryRecord record) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("at", record.at().toString());
        content.put("topic", record.lane().topic());
        content.put("partition", record.lane().partition());
        content.put("destination", record.lane().destination());
        return content;
    }

    private static void add(Map<String, Object> content, DeliveryTrouble trouble) {
        content.put("reason", trouble.reason());
        content.put("detail", trouble.detail());
        content.put("advice", trouble.advice());
    }
}
