package dev.waybill.imports;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.imports.log.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The events of a file, as records of an input topic would hold them: lines of a log, read as {@code import} reads them, or
 * JSON events, one in each line. Plain, gzip or zstd. Nothing is published.
 */
public final class EventLines {
    /** What became of the lines: how many are none, which a report must not hide, and whether all were read. */
    public record Outcome(long lines, long rejected, boolean complete) {}

    private final Optional<LogEvents> logs;
    private final EventJson json;

    private EventLines(Optional<LogEvents> logs, EventJson json) {
        this.logs = logs;
        this.json = json;
    }

    /** Reads JSON events, whose tenants are those that they name. */
    public static EventLines ofJson() {
        return new EventLines(Optional.empty(), new EventJson(""));
    }

    /**
     * Reads lines of a log as download events of a tenant; for one reading.
     *
     * @param now bounds their times
     */
    public static EventLines ofLog(LogFormat format, String tenant, Instant now) {
        return new EventLines(Optional.of(new LogEvents(format, now)), new EventJson(tenant));
    }

    /**
     * Reads a file to its end.
     *
     * @param events takes the value of each event
     * @param cancelled asked for each line; true ends the reading
     * @throws LogException if the file is damaged, cut off, or of a kind that cannot be read
     * @throws IOException if it cannot be read
     */
    public Outcome read(LogSource source, Consumer<byte[]> events, BooleanSupplier cancelled) throws IOException {
        long lines = 0;
        long rejected = 0;
        try (InputStream in = source.open()) {
            PieceReader pieces = new PieceReader(in);
            for (LinePiece piece = pieces.next(); piece != null; piece = pieces.next()) {
                if (cancelled.getAsBoolean()) {
                    return new Outcome(lines, rejected, false);
                }
                lines += piece.isLast() ? 1 : 0;
                rejected += take(piece, events) ? 0 : piece.isFirst() ? 1 : 0;
            }
        }
        return new Outcome(lines, rejected, true);
    }

    /** Whether it is an event, or a line of a header. */
    private boolean take(LinePiece piece, Consumer<byte[]> events) {
        if (logs.isEmpty()) {
            boolean whole = piece.isFirst() && piece.isLast();
            if (whole && piece.bytes().length > 0) {
                events.accept(withoutReturn(piece.bytes()));
            }
            return whole;
        }
        try {
            Optional<LogEntry> entry = logs.get().parse(ended(piece));
            entry.ifPresent(found -> events.accept(json.write(found, "line-" + piece.number())));
            return true;
        } catch (BadLineException bad) {
            return false;
        }
    }

    /** Nothing is published, so the last line may lack its end. */
    private static LinePiece ended(LinePiece piece) {
        return new LinePiece(piece.number(), piece.bytes(), piece.isFirst(), piece.isLast(), true);
    }

    private static byte[] withoutReturn(byte[] line) {
        return line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
