package dev.waybill.kind.format;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.YamlName;
import java.util.List;

/** Apache Parquet with the attributes of {@link OcsfSpec}, as Amazon Security Lake takes it. */
public record OcsfParquetSpec(ParquetCodec codec) implements ContainerSpec {
    public static final OcsfParquetSpec DEFAULT = new OcsfParquetSpec(ParquetCodec.ZSTD);

    @Override
    public FormatName name() {
        return FormatName.OCSF_PARQUET;
    }

    @Override
    public String innerCodec() {
        return codec == ParquetCodec.NONE ? "" : YamlName.of(codec);
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return NeededFields.missing(name(), events, "event_id", "method", "status", "uri");
    }
}
