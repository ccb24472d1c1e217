package dev.waybill.columns;

import java.util.List;

/**
 * How a format without a header writes an event as one line. Unknown is {@code -}.
 *
 * @param columns in their order
 * @param separator what stands between columns; never inside of one that is neither quoted nor bracketed
 * @param backslashEscapes whether a quote inside of quotes is written behind a backslash; else there are none
 */
public record LineSyntax(List<LineColumn> columns, String separator, boolean backslashEscapes) {
    public LineSyntax {
        columns = List.copyOf(columns);
    }

    /** What the columns are, in their order. */
    public List<ColumnDefinition> definitions() {
        return columns.stream().map(LineColumn::definition).toList();
    }
}
