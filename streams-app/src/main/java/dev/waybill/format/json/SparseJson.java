package dev.waybill.format.json;

import dev.waybill.columns.ColumnTree;
import dev.waybill.event.Event;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import java.util.List;

/** A JSON object that leaves out what is null, and objects in which nothing is left. */
public final class SparseJson implements RowEncoder {
    private final ColumnTree<Column> tree;

    public SparseJson(List<Column> columns) {
        this.tree = Columns.tree(columns);
    }

    @Override
    public void encode(Event event, RowBuffer out) {
        object(tree, event, out);
    }

    /** Whether anything was in it. */
    private static boolean object(ColumnTree<Column> object, Event event, RowBuffer out) {
        boolean empty = true;
        out.put('{');
        for (ColumnTree.Node<Column> child : object.children()) {
            int start = out.length();
            if (!empty) {
                out.put(',');
            }
            if (member(child, event, out)) {
                empty = false;
            } else {
                out.truncate(start);
            }
        }
        out.put('}');
        return !empty;
    }

    private static boolean member(ColumnTree.Node<Column> child, Event event, RowBuffer out) {
        if (child.object().isPresent()) {
            key(child.name(), out);
            return child.list()
                    ? list(child.object().get(), event, out)
                    : object(child.object().get(), event, out);
        }
        Column column = child.column().orElseThrow();
        if (column.value().isNull(event)) {
            return false;
        }
        key(child.name(), out);
        if (child.list()) {
            out.put('[');
        }
        column.value().json(event, out);
        if (child.list()) {
            out.put(']');
        }
        return true;
    }

    /** A list with one object, or false. */
    private static boolean list(ColumnTree<Column> object, Event event, RowBuffer out) {
        out.put('[');
        boolean any = object(object, event, out);
        out.put(']');
        return any;
    }

    private static void key(String name, RowBuffer out) {
        out.put('"');
        out.ascii(name);
        out.put('"');
        out.put(':');
    }
}
