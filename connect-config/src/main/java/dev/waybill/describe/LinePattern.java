package dev.waybill.describe;

import dev.waybill.columns.LineColumn;
import dev.waybill.columns.LineSyntax;
import java.util.Collections;

/** Regular expressions of lines, in the syntax that Java's engine, Athena's and DuckDB's have in common. */
final class LinePattern {
    private static final String QUOTED_WITH_BACKSLASH = "\"([^\"\\\\]*(?:\\\\.[^\"\\\\]*)*)\"";
    private static final String QUOTED = "\"([^\"]*)\"";

    private LinePattern() {}

    /** A group for each column; columns that a later version may add behind them are passed over. */
    static String of(LineSyntax syntax) {
        String separator = syntax.separator().equals("\t") ? "\\t" : syntax.separator();
        StringBuilder pattern = new StringBuilder("^");
        for (LineColumn column : syntax.columns()) {
            pattern.append(pattern.length() > 1 ? separator : "");
            if (column.isBracketed()) {
                pattern.append("\\[([^\\]]*)\\]");
            } else if (column.isQuoted()) {
                pattern.append(syntax.backslashEscapes() ? QUOTED_WITH_BACKSLASH : QUOTED);
            } else {
                pattern.append(column.before()).append("([^").append(separator).append("]*)");
            }
        }
        return pattern.append("(?:").append(separator).append(".*)?$").toString();
    }

    /** The seven parts of the header of a line in the Common Event Format, and the rest. */
    static String cef() {
        String part = "([^|\\\\]*(?:\\\\.[^|\\\\]*)*)";
        return "^CEF:([0-9]+)\\|" + String.join("\\|", Collections.nCopies(6, part)) + "\\|(.*)$";
    }

    /** The clauses of a table whose lines are taken apart by a regular expression. */
    static String serDe(String pattern) {
        return "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'\nWITH SERDEPROPERTIES ('input.regex' = "
                + Athena.literal(pattern) + ")\nSTORED AS TEXTFILE";
    }
}
