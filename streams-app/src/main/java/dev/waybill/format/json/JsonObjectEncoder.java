package dev.waybill.format.json;

import dev.waybill.columns.Shape;
import dev.waybill.event.Event;
import dev.waybill.format.column.Column;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes a JSON object that has the same keys in every row, as the bytes that stand between its values. Keys are
 * sorted, nulls explicit.
 */
public final class JsonObjectEncoder implements RowEncoder {
    private static final byte[] NULL = ascii("null");

    private final List<byte[]> before = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private final byte[] after;

    private JsonObjectEncoder(Node root) {
        compile(root);
        this.after = ascii(pending.toString());
    }

    /** An object of the keys that this shape gives its columns. */
    public static JsonObjectEncoder of(Shape shape, List<Column> columns) {
        return shape == Shape.FLAT ? flat(columns) : nested(columns);
    }

    /** Dots in the columns' names make objects in objects. */
    private static JsonObjectEncoder nested(List<Column> columns) {
        Node root = new Node();
        for (Column column : columns) {
            root.put(column.name().split("\\."), column.value());
        }
        return new JsonObjectEncoder(root);
    }

    /** Every column is a key of its own, dots and all. */
    private static JsonObjectEncoder flat(List<Column> columns) {
        Node root = new Node();
        for (Column column : columns) {
            root.put(new String[] {column.name()}, column.value());
        }
        return new JsonObjectEncoder(root);
    }

    @Override
    public void encode(Event event, RowBuffer out) {
        for (int i = 0; i < values.size(); i++) {
            out.put(before.get(i));
            Value value = values.get(i);
            if (value.isNull(event)) {
                out.put(NULL);
            } else {
                value.json(event, out);
            }
        }
        out.put(after);
    }

    private void compile(Node node) {
        char separator = '{';
        for (var entry : node.children.entrySet()) {
            pending.append(separator).append('"').append(entry.getKey()).append("\":");
            separator = ',';
            if (entry.getValue() instanceof Value value) {
                before.add(ascii(pending.toString()));
                values.add(value);
                pending.setLength(0);
            } else {
                compile((Node) entry.getValue());
            }
        }
        pending.append('}');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Keys with either a {@link Value} or a node. */
    private static final class Node {
        private final TreeMap<String, Object> children = new TreeMap<>();

        void put(String[] path, Value value) {
            Node node = this;
            for (int i = 0; i < path.length - 1; i++) {
                node = (Node) node.children.computeIfAbsent(path[i], key -> new Node());
            }
            node.children.put(path[path.length - 1], value);
        }
    }
}
