package dev.waybill.imports;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a first reading of a log found.
 *
 * @param source what was read
 * @param contentHash SHA-256 of its unpacked bytes, lower-case hex
 * @param lines all lines
 * @param rejected how many of them are not events
 * @param firstRejected the first few of these
 * @param rejectedFile where all of these are, as they were; empty if there are none
 * @param leftOut how many events come from lines that say more than an event takes
 * @param oldest the earliest time of an event; empty if there is none
 */
public record Survey(
        LogSource source,
        String contentHash,
        long lines,
        long rejected,
        List<RejectedLine> firstRejected,
        Optional<Path> rejectedFile,
        long leftOut,
        Optional<Instant> oldest) {
    public Survey {
        firstRejected = List.copyOf(firstRejected);
    }

    /** How many lines are events. */
    public long events() {
        return lines - rejected;
    }

    /** The first digits of the hash: they name what belongs to this content. */
    public String shortHash() {
        return contentHash.substring(0, 24);
    }
}
