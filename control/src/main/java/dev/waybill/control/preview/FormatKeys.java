package dev.waybill.control.preview;

import dev.waybill.control.rows.Cell;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import java.io.IOException;
import java.util.List;

/** The keys that a format writes itself into every object, and that say nothing of an event: those of an event full of text. */
final class FormatKeys {
    private static final long NOON = 1_772_539_200_000_000L;

    private FormatKeys() {}

    static List<Cell> of(EventType type, RowFiles files) throws IOException {
        Event full = new Event(type);
        for (Field field : type.fields()) {
            if (field.type() == FieldType.TIMESTAMP_MICROS) {
                full.setNumber(field, NOON);
            } else if (field.type() == FieldType.STRING) {
                full.setText(field, "x");
            } else if (field.type() == FieldType.DOUBLE) {
                full.setDecimal(field, 1);
            } else if (field.type() != FieldType.JSON) {
                full.setNumber(field, 1);
            }
        }
        return files.cells(full).stream()
                .filter(cell -> cell.place().endsWith(Cell.KEY))
                .toList();
    }
}
