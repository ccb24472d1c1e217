package dev.waybill.format.typed;

import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Hands rows made by {@link TypedRow} to Parquet's writer, and counts the bytes of each column before encoding. */
final class ParquetRows extends WriteSupport<TypedRowReader> {
    private final MessageType schema;
    private final ParquetNode[] nodes;
    private final long[] rawBytes;
    private @Nullable RecordConsumer consumer;

    ParquetRows(MessageType schema, TypedRow row) {
        this.schema = schema;
        this.nodes = ParquetNode.of(row);
        this.rawBytes = new long[row.tree().leaves().size()];
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
        for (ParquetNode node : nodes) {
            node.write(row, target, rawBytes);
        }
        target.endMessage();
    }
}
