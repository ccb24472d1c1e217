package dev.waybill.format.typed;

import dev.waybill.columns.ColumnTree;
import dev.waybill.columns.ColumnType;
import dev.waybill.format.column.Column;
import dev.waybill.format.json.ObjectPresence;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** A field of rows made by {@link TypedRow}, ready to be handed to Parquet's writer. */
final class ParquetNode {
    private final String name;
    /** Place in the group. */
    private final int index;

    private final boolean list;
    /** Whether a flag before the object says if it is there. */
    private final boolean flagged;
    /** Null for objects. */
    private final @Nullable ColumnType type;

    private final ParquetNode[] children;
    /** Number of the leaf among all; that of the first leaf for objects. */
    private final int leaf;

    private ParquetNode(ColumnTree.Node<Column> node, int index, int leaf, ObjectPresence presence) {
        this.name = node.name();
        this.index = index;
        this.list = node.list();
        this.leaf = leaf;
        this.type = node.column().map(Column::type).orElse(null);
        this.flagged = presence == ObjectPresence.WHERE_ANY;
        this.children = node.object().map(object -> of(object, leaf, presence)).orElseGet(() -> new ParquetNode[0]);
    }

    static ParquetNode[] of(TypedRow row) {
        return of(row.tree(), 0, row.presence());
    }

    private static ParquetNode[] of(ColumnTree<Column> object, int firstLeaf, ObjectPresence presence) {
        List<ColumnTree.Node<Column>> nodes = object.children();
        ParquetNode[] children = new ParquetNode[nodes.size()];
        int leaf = firstLeaf;
        for (int i = 0; i < children.length; i++) {
            ColumnTree.Node<Column> node = nodes.get(i);
            children[i] = new ParquetNode(node, i, leaf, presence);
            leaf += node.object().map(inner -> inner.leaves().size()).orElse(1);
        }
        return children;
    }

    /** Hands the field over, and adds to {@code rawBytes} what its leaves have in Parquet's plain encoding. */
    void write(TypedRowReader row, RecordConsumer target, long[] rawBytes) {
        boolean present = type == null && !flagged || row.present();
        if (!present) {
            return;
        }
        target.startField(name, index);
        if (list) {
            target.startGroup();
            target.startField(ParquetSchemas.LIST, 0);
            target.startGroup();
            target.startField(ParquetSchemas.ELEMENT, 0);
        }
        if (type == null) {
            target.startGroup();
            for (ParquetNode child : children) {
                child.write(row, target, rawBytes);
            }
            target.endGroup();
        } else {
            rawBytes[leaf] += value(type, row, target);
        }
        if (list) {
            target.endField(ParquetSchemas.ELEMENT, 0);
            target.endGroup();
            target.endField(ParquetSchemas.LIST, 0);
            target.endGroup();
        }
        target.endField(name, index);
    }

    private static int value(ColumnType type, TypedRowReader row, RecordConsumer target) {
        switch (type) {
            case TEXT, TIME_TEXT, JSON -> {
                int length = (int) row.zigzag();
                target.addBinary(Binary.fromReusedByteArray(row.bytes(), row.skip(length), length));
                return length + Integer.BYTES;
            }
            case INT -> target.addInteger((int) row.zigzag());
            case LONG, TIMESTAMP -> target.addLong(row.zigzag());
            case DOUBLE -> target.addDouble(row.decimal());
            case BOOLEAN -> target.addBoolean(row.truth());
        }
        return Long.BYTES;
    }
}
