package dev.waybill.format;

import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.typed.ParquetCodec;
import dev.waybill.format.typed.ParquetPartWriter;
import dev.waybill.format.typed.TypedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Apache Parquet with the attributes of {@link Ocsf}, as Amazon Security Lake takes it. Objects and lists in which nothing
 * is are null.
 */
public record OcsfParquet(ParquetCodec codec) implements TypedFile {
    public static final OcsfParquet DEFAULT = new OcsfParquet(ParquetCodec.ZSTD);

    @Override
    public FormatName name() {
        return FormatName.OCSF_PARQUET;
    }

    @Override
    public String innerCodec() {
        return codec.innerName();
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return OcsfMapping.check(name(), type);
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return row(type).encoder();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new ParquetPartWriter(row(type), type.name(), codec, partSizeBytes, out);
    }

    private static TypedRow row(EventType type) {
        return TypedRow.sparse(OcsfMapping.columns(type));
    }
}
