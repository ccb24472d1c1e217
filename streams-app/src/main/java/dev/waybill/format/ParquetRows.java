package dev.waybill.format;

import dev.waybill.columns.ColumnTree;
import dev.waybill.columns.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Hands rows made by {@link TypedRow} to Parquet's writer, and counts the bytes of each column before encoding. */
final class ParquetRows extends WriteSupport<TypedRowReader> {
    private final MessageType schema;
    private final ColumnTree<Column> tree;
    private final long[] rawBytes;
    private @Nullable RecordConsumer consumer;

    ParquetRows(MessageType schema, ColumnTree<Column> tree) {
        this.schema = schema;
        this.tree = tree;
        this.rawBytes = new long[tree.leaves().size()];
    }

    /** Per leaf: how many bytes its values had. Not to be written to. */
    long[] rawBytes() {
        return rawBytes;
    }

    @Override
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
    }

    @Override
    public void write(TypedRowReader row) {
        RecordConsumer target = Objects.requireNonNull(consumer);
        target.startMessage();
        write(tree, row, target, 0);
        target.endMessage();
    }

    /** Returns the index of the leaf after the last one in {@code object}. */
    private int write(ColumnTree<Column> object, TypedRowReader row, RecordConsumer target, int firstLeaf) {
        int leaf = firstLeaf;
        List<ColumnTree.Node<Column>> children = object.children();
        for (int i = 0; i < children.size(); i++) {
            ColumnTree.Node<Column> child = children.get(i);
            if (child.column().isPresent()) {
                Column column = child.column().get();
                if (row.present()) {
                    target.startField(child.name(), i);
                    rawBytes[leaf] += value(column.type(), row, target);
                    target.endField(child.name(), i);
                }
                leaf++;
            } else {
                ColumnTree<Column> inner = child.object().orElseThrow();
                target.startField(inner.name(), i);
                target.startGroup();
                leaf = write(inner, row, target, leaf);
                target.endGroup();
                target.endField(inner.name(), i);
            }
        }
        return leaf;
    }

    /** Returns how many bytes the value has in Parquet's plain encoding. */
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
            case TEXT_LIST -> throw new IllegalStateException("no list of texts in files with types");
        }
        return Long.BYTES;
    }
}
