package dev.waybill.sink.metrics;

import dev.waybill.sink.backlog.BacklogState;
import dev.waybill.sink.backlog.BacklogView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An export in trouble, as its series is labelled.
 *
 * @param error what is wrong with its destination; empty if it is only slow, or paused
 */
record TroubledExport(String tenant, String export, String topic, BacklogState state, String error) {
    /** A part that has waited longer than this is trouble, whatever the reason. */
    static final Duration LONG = Duration.ofMinutes(15);

    /** One that has waited since then. */
    record Waiting(TroubledExport export, Instant since) {}

    /** Those in trouble; who has waited longest comes first. */
    static List<Waiting> among(Collection<BacklogView> backlogs, Instant now) {
        Map<TroubledExport, Instant> waiting = new HashMap<>();
        for (BacklogView backlog : backlogs) {
            backlog.undeliveredSince()
                    .filter(since -> backlog.error().isPresent() || since.isBefore(now.minus(LONG)))
                    .ifPresent(since -> waiting.merge(of(backlog), since, TroubledExport::earlier));
        }
        return waiting.entrySet().stream()
                .map(entry -> new Waiting(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Waiting::since)
                        .thenComparing(one -> one.export().tenant())
                        .thenComparing(one -> one.export().export()))
                .toList();
    }

    private static TroubledExport of(BacklogView backlog) {
        return new TroubledExport(
                backlog.key().tenant(),
                backlog.key().exportName(),
                backlog.key().partition().topic(),
                backlog.state(),
                backlog.error().map(Enum::name).orElse(""));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
