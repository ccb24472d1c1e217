package dev.waybill.imports;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.imports.log.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a log once before anything is published: its name, its bad lines, its times. */
public final class Surveyor {
    private static final int SHOWN = 5;

    private final LogFormat format;
    private final Instant now;

    /** Looks at logs of this format; {@code now} bounds their times. */
    public Surveyor(LogFormat format, Instant now) {
        this.format = format;
        this.now = now;
    }

    /**
     * Reads {@code source} to its end and writes its bad lines to a file in {@code rejectedFolder}, named after the
     * source and its content, so that no other log's bad lines are overwritten. Only its owner may read it: requests
     * may hold keys.
     *
     * @throws LogException if the source is damaged, cut off, or of a kind that cannot be read
     * @throws IOException if the source cannot be read or the bad lines cannot be written
     */
    public Survey survey(LogSource source, Path rejectedFolder) throws IOException {
        Reading reading = new Reading(format, now);
        try (InputStream in = source.open();
                RejectedLines rejected = new RejectedLines(rejectedFolder, source)) {
            PieceReader pieces = new PieceReader(in);
            for (LinePiece piece = pieces.next(); piece != null; piece = pieces.next()) {
                reading.take(piece, rejected);
            }
            return reading.survey(source, rejected.keep(reading.chain.name()));
        }
    }

    /** What has been found so far. */
    private static final class Reading {
        private final LogChain chain;
        private final LogEvents parser;
        private final FittingFormat otherFormats;
        private final List<String> marks = new ArrayList<>();
        private final List<RejectedLine> shown = new ArrayList<>();
        private final Map<String, Long> fitting = new TreeMap<>();
        private String beginning;
        private long events;
        private long rejectedLines;
        private long leftOut;
        private boolean isCutOff;
        private @Nullable Instant oldest;

        Reading(LogFormat format, Instant now) {
            chain = new LogChain(format.id());
            beginning = chain.name();
            parser = new LogEvents(format, now);
            otherFormats = new FittingFormat(format, now);
        }

        void take(LinePiece piece, RejectedLines rejected) throws IOException {
            if (!piece.isEnded()) {
                isCutOff = true;
                return;
            }
            chain.add(piece);
            if (piece.isLast() && piece.number() % Survey.LINES_PER_MARK == 0) {
                marks.add(chain.name());
            }
            if (!piece.isFirst()) {
                rejected.add(piece);
                return;
            }
            try {
                parser.parse(piece).ifPresent(this::add);
            } catch (BadLineException bad) {
                rejected.add(piece);
                reject(piece, bad.reason());
            }
        }

        private void add(LogEntry entry) {
            beginning = events == 0 ? chain.name() : beginning;
            events++;
            leftOut += entry.leftOut() ? 1 : 0;
            oldest = oldest == null || entry.time().isBefore(oldest) ? entry.time() : oldest;
        }

        private void reject(LinePiece piece, String reason) {
            rejectedLines++;
            Optional<String> other = otherFormats.of(piece);
            other.ifPresent(name -> fitting.merge(name, 1L, Long::sum));
            if (shown.size() < SHOWN) {
                shown.add(new RejectedLine(piece.number(), reason, other));
            }
        }

        Survey survey(LogSource source, Optional<Path> rejectedFile) {
            return new Survey(
                    source,
                    chain.name(),
                    beginning,
                    marks,
                    chain.lines(),
                    events,
                    rejectedLines,
                    shown,
                    rejectedFile,
                    fitting,
                    leftOut,
                    isCutOff,
                    Optional.ofNullable(oldest));
        }
    }
}
