package dev.waybill.kind.format;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.YamlName;
import java.util.List;

/**
 * Apache Parquet, one row group per part.
 *
 * @param columns {@code default} and {@code all} are all fields, dotted paths being groups; {@code lakefs} are lakeFS's
 *     ten audit columns; or names and dotted paths
 */
public record ParquetSpec(List<String> columns, ParquetCodec codec) implements ContainerSpec {
    public static final ParquetSpec DEFAULT = new ParquetSpec(ColumnOption.DEFAULT, ParquetCodec.SNAPPY);

    public ParquetSpec {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.PARQUET;
    }

    @Override
    public String innerCodec() {
        return codec == ParquetCodec.NONE ? "" : YamlName.of(codec);
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return shape().problems(columns, events);
    }
}
