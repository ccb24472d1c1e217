package dev.waybill.imports;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a first reading of a log found.
 *
 * @param source what was read
 * @param name the log's name by format and all its lines, see {@link LogChain}
 * @param beginning the log's name by the lines up to its first event; that of no lines if there is none
 * @param marks the log's name after every {@value #LINES_PER_MARK} lines
 * @param lines all lines that have an end
 * @param events how many of them are events; the others were set aside or belong to a header
 * @param rejected how many lines were set aside
 * @param firstRejected the first few of these
 * @param rejectedFile where all of these are, as they were; empty if there are none
 * @param fitting by format, how many of these would be events in it
 * @param leftOut how many events come from lines that say more than an event takes
 * @param isCutOff whether there is something behind the last line that has an end
 * @param oldest the earliest time of an event; empty if there is none
 */
public record Survey(
        LogSource source,
        String name,
        String beginning,
        List<String> marks,
        long lines,
        long events,
        long rejected,
        List<RejectedLine> firstRejected,
        Optional<Path> rejectedFile,
        Map<String, Long> fitting,
        long leftOut,
        boolean isCutOff,
        Optional<Instant> oldest) {
    static final int LINES_PER_MARK = 5_000;

    public Survey {
        marks = List.copyOf(marks);
        firstRejected = List.copyOf(firstRejected);
        fitting = new TreeMap<>(fitting);
    }
}
