package dev.waybill.app.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is asked for: all windows that start in {@code [from, to)}.
 *
 * @param tenant whose exports
 * @param export one of them; empty for all
 * @param folder for parts in files, absolute; empty for parts in the topics of their exports
 */
public record ReplayRequest(
        String tenant,
        Optional<String> export,
        Instant from,
        Instant to,
        ReplayVersions versions,
        Optional<Path> folder) {
    /** @throws IllegalArgumentException if no time lies between the instants */
    public ReplayRequest {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from (" + from + ") must be before to (" + to + ")");
        }
        if (from.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("from (" + from + ") must not be before 1970");
        }
        folder = folder.map(path -> path.toAbsolutePath().normalize());
    }

    /** The tenant, or its export: {@code acme/downloads}. */
    public String scope() {
        return tenant + export.map(id -> "/" + id).orElse("");
    }
}
