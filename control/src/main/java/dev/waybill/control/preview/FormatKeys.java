package dev.waybill.control.preview;

import dev.waybill.control.rows.Cell;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys that a format itself writes into every object. They say nothing of an event, so they are left out; all other keys
 * come from events, so no place is called after them.
 */
final class FormatKeys {
    private static final long NOON = 1_772_539_200_000_000L;
    private static final String ANY = ".*";

    private final Set<Cell> keys = new HashSet<>();
    private final Set<String> paths = new HashSet<>();

    /** @param full the cells of the {@link #full} event */
    FormatKeys(List<Cell> full) {
        for (Cell cell : full) {
            if (cell.place().endsWith(Cell.KEY)) {
                String above = cell.place().substring(0, cell.place().length() - Cell.KEY.length());
                keys.add(cell);
                paths.add(above.isEmpty() ? cell.text() : above + "." + cell.text());
            }
        }
    }

    /** An event whose every field says something, and whose JSON has no keys of its own. */
    static Event full(EventType type) {
        Event full = new Event(type);
        for (Field field : type.fields()) {
            if (field.type() == FieldType.TIMESTAMP_MICROS) {
                full.setNumber(field, NOON);
            } else if (field.type() == FieldType.STRING) {
                full.setText(field, "x");
            } else if (field.type() == FieldType.DOUBLE) {
                full.setDecimal(field, 1);
            } else if (field.type() == FieldType.JSON) {
                full.setText(field, "[]");
            } else {
                full.setNumber(field, 1);
            }
        }
        return full;
    }

    /** What events say in a row, at places that the format names. */
    List<Cell> told(List<Cell> row) {
        if (keys.isEmpty()) {
            return row;
        }
        List<Cell> told = new ArrayList<>();
        for (Cell cell : row) {
            if (!keys.contains(cell)) {
                told.add(new Cell(place(cell.place()), cell.text()));
            }
        }
        return told;
    }

    private String place(String place) {
        boolean isKey = place.endsWith(Cell.KEY);
        String path = isKey ? place.substring(0, place.length() - Cell.KEY.length()) : place;
        if (path.isEmpty() || path.equals(Cell.LINE) || paths.contains(path)) {
            return place;
        }
        int end = path.lastIndexOf('.');
        while (end > 0 && !paths.contains(path.substring(0, end))) {
            end = path.lastIndexOf('.', end - 1);
        }
        return (end > 0 ? path.substring(0, end) : "") + ANY + (isKey ? Cell.KEY : "");
    }
}
