package dev.waybill.format;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import java.util.List;

/**
 * The row of formats that have types: Avro binary of a record of which every leaf is a union of null and its type.
 * Objects made by dots in the columns' names are records that are always there.
 */
record TypedRow(ColumnTree tree) {
    /** The columns of the option; {@code default} means all fields. */
    static TypedRow of(List<String> option, EventType type) {
        return new TypedRow(ColumnTree.of(Shape.NESTED.columns(option, type)));
    }

    RowEncoder encoder() {
        Value[] leaves = tree.leaves().stream().map(Column::value).toArray(Value[]::new);
        RowBuffer text = new RowBuffer();
        return (event, out) -> {
            for (Value leaf : leaves) {
                if (leaf.isNull(event)) {
                    out.zigzag(0);
                } else {
                    out.zigzag(1);
                    encode(event, leaf, text, out);
                }
            }
        };
    }

    private static void encode(Event event, Value leaf, RowBuffer text, RowBuffer out) {
        switch (leaf.leafType()) {
            case STRING -> {
                text.clear();
                leaf.put(event, CleanText.INSTANCE, text);
                out.zigzag(text.length());
                out.put(text.array(), 0, text.length());
            }
            case INT, LONG, TIMESTAMP_MICROS -> out.zigzag(leaf.number(event));
            case DOUBLE -> out.littleEndian(leaf.number(event));
            case BOOLEAN -> out.put((int) leaf.number(event));
        }
    }
}
