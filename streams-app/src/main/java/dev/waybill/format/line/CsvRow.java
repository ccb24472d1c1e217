package dev.waybill.format.line;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.CsvEscape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.TextValue;
import dev.waybill.format.value.Value;
import org.jspecify.annotations.Nullable;

/** Writes an event as a line of a CSV file. */
public final class CsvRow implements RowEncoder {
    private final Value[] values;
    /** Per value: the field whose text it is, if no more has to be done with it than escaping. */
    private final @Nullable Field[] texts;

    private final boolean formulaGuard;
    private final CsvEscape escape = new CsvEscape();

    public CsvRow(Value[] values, boolean formulaGuard) {
        this.values = values;
        this.texts = new @Nullable Field[values.length];
        this.formulaGuard = formulaGuard;
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i] instanceof TextValue text && !formulaGuard ? text.field() : null;
        }
    }

    @Override
    public void encode(Event event, RowBuffer out) {
        int start = out.length();
        @Nullable Field[] fields = texts;
        for (int i = 0; i < fields.length; i++) {
            Field text = fields[i];
            if (text == null || !escape.copies(event, text)) {
                field(event, values[i], out);
                out.put(',');
            } else if (event.isNull(text)) {
                out.put(',');
            } else {
                out.put(event.buffer(text), event.offset(text), event.length(text), ',');
            }
        }
        out.truncate(out.length() - 1);
        if (out.length() == start) {
            // A line without any character would be no record to most readers.
            out.ascii("\"\"");
        }
        out.put('\n');
    }

    private void field(Event event, Value value, RowBuffer out) {
        if (value.isNull(event)) {
            return;
        }
        escape.begin(out);
        value.put(event, escape, out);
        if (formulaGuard && value.isFreeText()) {
            escape.guard(out);
        }
        escape.end(out);
    }
}
