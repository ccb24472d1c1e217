package dev.waybill.imports;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.log.LogFormat;
import dev.waybill.imports.log.LogFormats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format that a line has, where it is not the one that was declared. The one that fitted last is tried first;
 * after many lines that fit none, no other is tried any more. For one reading of a log.
 */
final class FittingFormat {
    private static final int PATIENCE = 1_000;

    private final List<Candidate> candidates = new ArrayList<>();
    private @Nullable Candidate last;
    private int inVain;

    FittingFormat(LogFormat declared, Instant now) {
        LogFormats.standing().stream()
                .filter(format -> !format.equals(declared))
                .forEach(format -> candidates.add(new Candidate(format.name(), new LogEvents(format, now))));
    }

    /** The name of the format in which the line, which the declared format refused, is an event. */
    Optional<String> of(LinePiece line) {
        if (last != null && last.takes(line)) {
            return Optional.of(last.name());
        }
        if (!line.isLine() || inVain > PATIENCE && !isHeader(line)) {
            return Optional.empty();
        }
        Candidate found = null;
        for (Candidate candidate : candidates) {
            // Every one of them, since a header line may say how to read the next ones.
            if (candidate.takes(line) && found == null) {
                found = candidate;
            }
        }
        inVain += found == null && !isHeader(line) ? 1 : 0;
        last = found == null ? last : found;
        return Optional.ofNullable(found).map(Candidate::name);
    }

    private static boolean isHeader(LinePiece line) {
        return line.bytes().length > 0 && line.bytes()[0] == '#';
    }

    private record Candidate(String name, LogEvents events) {
        boolean takes(LinePiece line) {
            try {
                return events.parse(line).isPresent();
            } catch (BadLineException no) {
                return false;
            }
        }
    }
}
