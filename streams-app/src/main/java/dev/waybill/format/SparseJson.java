package dev.waybill.format;

import dev.waybill.event.Event;
import java.util.List;

/** A JSON object that leaves out what is null, and objects in which nothing is left. */
final class SparseJson implements RowEncoder {
    private final ColumnTree tree;

    SparseJson(List<Column> columns) {
        this.tree = ColumnTree.of(columns);
    }

    @Override
    public void encode(Event event, RowBuffer out) {
        object(tree, event, out);
    }

    /** Whether anything was in it. */
    private static boolean object(ColumnTree object, Event event, RowBuffer out) {
        boolean empty = true;
        out.put('{');
        for (ColumnTree.Node child : object.children()) {
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

    private static boolean member(ColumnTree.Node child, Event event, RowBuffer out) {
        if (child.object().isPresent()) {
            key(child.object().get().name(), out);
            return object(child.object().get(), event, out);
        }
        Column column = child.column().orElseThrow();
        if (column.value().isNull(event)) {
            return false;
        }
        key(column.name(), out);
        column.value().json(event, out);
        return true;
    }

    private static void key(String name, RowBuffer out) {
        out.put('"');
        out.ascii(name);
        out.put('"');
        out.put(':');
    }
}
