package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.EntryDraft;
import dev.waybill.imports.line.IgnoredField;
import dev.waybill.imports.line.LineEscape;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.imports.line.RawText;
import dev.waybill.imports.line.TimeField;
import dev.waybill.imports.line.time.IsoTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A log that names its columns in header lines, which may come again further down. Source: W3C, Extended Log File
 * Format. Times are in UTC; a log without a column for the date has it in its header.
 */
final class ExtendedLog implements LineParser {
    private static final TimeField TIME = new TimeField(new IsoTime());
    private static final String DATE = "#Date:";
    private static final String FIELDS = "#Fields:";
    private static final int DATE_LENGTH = 10;

    private final Map<String, LogColumn> known;
    private final char separator;
    private final Predicate<List<String>> isOurs;
    private final String otherwise;
    private List<String> names = List.of();
    private String headerDate = "";

    /**
     * A parser of one log.
     *
     * @param known the columns that an event takes, by their name in lower case, beside date and time
     * @param separator between the fields of a line
     * @param isOurs whether a log with these columns, in lower case, is of this kind
     * @param otherwise the reason for its lines where it is not
     */
    ExtendedLog(Map<String, LogColumn> known, char separator, Predicate<List<String>> isOurs, String otherwise) {
        this.known = known;
        this.separator = separator;
        this.isOurs = isOurs;
        this.otherwise = otherwise;
    }

    @Override
    public Optional<LogEntry> parse(byte[] bytes) throws BadLineException {
        String line = new String(bytes, ISO_8859_1);
        if (line.startsWith("#")) {
            header(line);
            return Optional.empty();
        }
        if (names.isEmpty()) {
            throw new BadLineException("no #Fields line before it");
        }
        if (!isOurs.test(names)) {
            throw new BadLineException(otherwise);
        }
        String[] values = line.split(String.valueOf(separator), -1);
        if (values.length != names.size()) {
            throw new BadLineException("not as many fields as the #Fields line names");
        }
        return Optional.of(entry(values));
    }

    private void header(String line) {
        if (line.startsWith(FIELDS)) {
            names = List.of(line.substring(FIELDS.length())
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .split("[ \t]+"));
        } else if (line.startsWith(DATE)) {
            String text = line.substring(DATE.length()).strip();
            headerDate = text.substring(0, Math.min(DATE_LENGTH, text.length()));
        }
    }

    private LogEntry entry(String[] values) throws BadLineException {
        EntryDraft draft = new EntryDraft();
        String date = headerDate;
        String time = "-";
        for (int i = 0; i < values.length; i++) {
            if (values[i].isEmpty()) {
                throw new BadLineException("an empty field; what is unknown is a hyphen");
            }
            switch (names.get(i)) {
                case "date" -> date = values[i];
                case "time" -> time = values[i];
                default -> {
                    LogColumn column = known.get(names.get(i));
                    if (column == null) {
                        new IgnoredField(names.get(i)).put(new RawText(values[i], LineEscape.NONE), draft);
                    } else {
                        column.field().put(new RawText(values[i], column.escape()), draft);
                    }
                }
            }
        }
        TIME.put(new RawText(date + "T" + time + "Z", LineEscape.NONE), draft);
        return draft.entry();
    }
}
