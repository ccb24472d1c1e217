package dev.waybill.app.replay;

import dev.waybill.contract.ExportId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is asked for: all windows that start in {@code [from, to)}.
 *
 * @param tenant whose exports
 * @param export one of them; empty for all
 * @param place where the parts go
 */
public record ReplayRequest(
        String tenant, Optional<String> export, Instant from, Instant to, ReplayVersions versions, ReplayPlace place) {
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    /** @throws IllegalArgumentException if no time lies between the instants, or the versions cannot go to that place */
    public ReplayRequest {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from (" + from + ") must be before to (" + to + ")");
        }
        if (from.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("from (" + from + ") must not be before 1970");
        }
        if (!to.isBefore(YEAR_10000)) {
            throw new IllegalArgumentException("to (" + to + ") must be before the year 10000");
        }
        if (place instanceof OriginalPlace && versions != ReplayVersions.REIGNED) {
            throw new IllegalArgumentException(
                    "what is made under another version than the one that ruled goes to no original place");
        }
    }

    /**
     * The history of an export that is new, or has come back: the windows before its reign that no version ruled, so that
     * nobody delivers them live. The last of them is closed, and so can be delivered, once the reign has begun and the
     * export's grace has passed. The same for the same export, so that it goes on where it was.
     *
     * @param begun when the reign begins
     * @param back how much before it
     */
    public static ReplayRequest history(ExportId export, Instant begun, Duration back) {
        return new ReplayRequest(
                export.tenant(),
                Optional.of(export.export()),
                begun.minus(back),
                begun,
                ReplayVersions.NEXT,
                new OwnFolder());
    }

    /** These windows but those that start before an instant; the instant must be before their end. */
    public ReplayRequest startingAt(Instant start) {
        return new ReplayRequest(tenant, export, start, to, versions, place);
    }

    /** The tenant, or its export: {@code acme/downloads}. */
    public String scope() {
        return tenant + export.map(id -> "/" + id).orElse("");
    }
}
