package dev.waybill.format;

import dev.waybill.columns.ColumnTree;
import dev.waybill.columns.Shape;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import java.util.List;

/**
 * The row of formats that have types: Avro binary of a record of which every leaf is a union of null and its type.
 * Objects made by dots in the columns' names are records that are always there.
 */
record TypedRow(ColumnTree<Column> tree) {
    /** The columns of the option; {@code default} means all fields. */
    static TypedRow of(List<String> option, EventType type) {
        return new TypedRow(Columns.tree(Columns.of(Shape.NESTED.columns(option, Columns.leaves(type)), type)));
    }

    RowEncoder encoder() {
        Column[] leaves = tree.leaves().toArray(Column[]::new);
        RowBuffer text = new RowBuffer();
        return (event, out) -> {
            for (Column leaf : leaves) {
                if (leaf.value().isNull(event)) {
                    out.zigzag(0);
                } else {
                    out.zigzag(1);
                    encode(event, leaf, text, out);
                }
            }
        };
    }

    private static void encode(Event event, Column leaf, RowBuffer text, RowBuffer out) {
        switch (leaf.type()) {
            case TEXT, TIME_TEXT, JSON -> {
                text.clear();
                leaf.value().put(event, CleanText.INSTANCE, text);
                out.zigzag(text.length());
                out.put(text.array(), 0, text.length());
            }
            case INT, LONG, TIMESTAMP -> out.zigzag(leaf.value().number(event));
            case DOUBLE -> out.littleEndian(leaf.value().number(event));
            case BOOLEAN -> out.put((int) leaf.value().number(event));
            case TEXT_LIST -> throw new IllegalStateException("no list of texts in files with types");
        }
    }
}
