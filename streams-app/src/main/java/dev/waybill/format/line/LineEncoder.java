package dev.waybill.format.line;

import dev.waybill.columns.LineColumn;
import dev.waybill.columns.LineSyntax;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Columns;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Constant;
import dev.waybill.format.value.Value;
import java.util.List;
import java.util.Map;

/** Makes the encoder of an access log's lines from the definition of its columns. */
public final class LineEncoder {
    private LineEncoder() {}

    /**
     * The encoder of the line that {@code syntax} describes.
     *
     * @param special by column, the values that the format computes
     * @param bare for columns without quotes
     * @param quoted for columns between quotes
     */
    public static RowEncoder of(
            LineSyntax syntax, EventType type, Map<String, ? extends Value> special, Escape bare, Escape quoted) {
        LogLine line = new LogLine();
        StringBuilder pending = new StringBuilder();
        List<LineColumn> columns = syntax.columns();
        for (int i = 0; i < columns.size(); i++) {
            LineColumn column = columns.get(i);
            Value value = Columns.value(column.definition(), type, special);
            pending.append(i > 0 ? syntax.separator() : "").append(column.before());
            if (value instanceof Constant constant) {
                pending.append(constant.text());
            } else {
                line.text(pending.toString());
                pending.setLength(0);
                if (column.isQuoted()) {
                    line.quoted(value, quoted);
                } else {
                    line.field(value, bare);
                }
            }
            pending.append(column.after());
        }
        return line.text(pending.toString()).build();
    }
}
