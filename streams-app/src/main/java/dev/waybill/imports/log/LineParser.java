package dev.waybill.imports.log;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import java.util.Optional;

/** Reads the lines of one log, in their order. May remember what a header line said: one parser for each reading. */
@FunctionalInterface
public interface LineParser {
    /**
     * Reads one line, without its line end.
     *
     * @return empty for a line of a header, which is no event
     * @throws BadLineException if it is neither an event nor a header
     */
    Optional<LogEntry> parse(byte[] line) throws BadLineException;
}
