package dev.waybill.format.typed;

import dev.waybill.columns.ColumnTree;
import dev.waybill.columns.Shape;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.escape.CleanText;
import dev.waybill.format.json.ObjectPresence;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import java.util.List;

/**
 * The row of formats that have types: Avro binary of a record of which every leaf is a union of null and its type. Objects
 * made by dots in the columns' names are records, or unions of null and a record. A list is a union of null and its only
 * element.
 */
public record TypedRow(ColumnTree<Column> tree, ObjectPresence presence) {
    /** The columns of the option, {@code default} meaning all fields; objects are always there. */
    public static TypedRow of(List<String> option, EventType type) {
        return new TypedRow(
                Columns.tree(Columns.of(Shape.NESTED.columns(option, type.leaves()), type)), ObjectPresence.ALWAYS);
    }

    /** These columns; objects and lists are there where something is in them. */
    public static TypedRow sparse(List<Column> columns) {
        return new TypedRow(Columns.tree(columns), ObjectPresence.WHERE_ANY);
    }

    public RowEncoder encoder() {
        RowBuffer text = new RowBuffer();
        if (presence == ObjectPresence.WHERE_ANY) {
            return (event, out) -> encode(tree, event, text, out);
        }
        Column[] leaves = tree.leaves().toArray(Column[]::new);
        return (event, out) -> {
            for (Column leaf : leaves) {
                encodeLeaf(event, leaf, text, out);
            }
        };
    }

    private static void encode(ColumnTree<Column> object, Event event, RowBuffer text, RowBuffer out) {
        for (ColumnTree.Node<Column> child : object.children()) {
            if (child.column().isPresent()) {
                encodeLeaf(event, child.column().get(), text, out);
            } else if (isEmpty(child.object().orElseThrow(), event)) {
                out.zigzag(0);
            } else {
                out.zigzag(1);
                encode(child.object().get(), event, text, out);
            }
        }
    }

    private static boolean isEmpty(ColumnTree<Column> object, Event event) {
        for (ColumnTree.Node<Column> child : object.children()) {
            boolean empty = child.column().isPresent()
                    ? child.column().get().value().isNull(event)
                    : isEmpty(child.object().orElseThrow(), event);
            if (!empty) {
                return false;
            }
        }
        return true;
    }

    private static void encodeLeaf(Event event, Column leaf, RowBuffer text, RowBuffer out) {
        if (leaf.value().isNull(event)) {
            out.zigzag(0);
            return;
        }
        out.zigzag(1);
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
        }
    }
}
