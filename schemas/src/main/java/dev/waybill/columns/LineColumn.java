package dev.waybill.columns;

/**
 * A column of a line of text.
 *
 * @param before fixed text before the value, such as an opening quote
 * @param after fixed text behind the value
 */
public record LineColumn(ColumnDefinition definition, String before, String after) {
    /** Whether the value stands between quotes. */
    public boolean isQuoted() {
        return before.endsWith("\"");
    }

    /** Whether the value stands between square brackets. */
    public boolean isBracketed() {
        return before.endsWith("[");
    }
}
