package dev.waybill.control.rows;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as {@code docs/reference/formats/csv.md} has them: a line is always one row. */
final class CsvFile {
    private static final String FORMULA_STARTS = "=+-@";

    private CsvFile() {}

    static void read(Lines lines, Tally tally) throws IOException {
        if (!lines.next()) {
            throw new IOException("no header");
        }
        List<String> columns = new ArrayList<>();
        fields(lines.text(), columns);
        int id = columns.indexOf("event_id");
        int time = columns.indexOf("occurred_at");
        List<String> row = new ArrayList<>(columns.size());
        while (lines.next()) {
            row.clear();
            fields(lines.text(), row);
            if (row.size() != columns.size()) {
                throw new IOException("another number of fields than columns");
            }
            if (id < 0 || time < 0) {
                tally.add(id < 0 ? Tally.NO_ID : Tally.NO_TIME);
            } else if (isLossy(row.get(id))) {
                tally.add(Tally.LOSSY);
            } else {
                tally.add(row.get(id), micros(row.get(time)));
            }
        }
    }

    /** A backslash may be one of the event or an escape, and an apostrophe may guard from formulas. */
    private static boolean isLossy(String id) {
        return id.indexOf('\\') >= 0
                || id.length() > 1 && id.charAt(0) == '\'' && FORMULA_STARTS.indexOf(id.charAt(1)) >= 0;
    }

    private static long micros(String time) throws IOException {
        try {
            return Micros.parse(time);
        } catch (DateTimeException e) {
            throw new IOException("no time", e);
        }
    }

    /** Adds the fields of a line. */
    static void fields(String line, List<String> fields) throws IOException {
        int at = 0;
        while (true) {
            if (at < line.length() && line.charAt(at) == '"') {
                at = quoted(line, at + 1, fields);
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                fields.add(line.substring(at, end));
                at = end;
            }
            if (at == line.length()) {
                return;
            }
            at++;
        }
    }

    /** @return where the comma behind the field is, or the line's end */
    private static int quoted(String line, int from, List<String> fields) throws IOException {
        StringBuilder field = new StringBuilder();
        for (int at = from; at < line.length(); at++) {
            char c = line.charAt(at);
            boolean twice = c == '"' && at + 1 < line.length() && line.charAt(at + 1) == '"';
            if (c == '"' && !twice) {
                if (at + 1 < line.length() && line.charAt(at + 1) != ',') {
                    throw new IOException("text behind a quote");
                }
                fields.add(field.toString());
                return at + 1;
            }
            field.append(c);
            at += twice ? 1 : 0;
        }
        throw new IOException("a quote does not end");
    }
}
