package dev.waybill.kind.format;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.YamlName;
import java.util.List;

/**
 * Avro object container files with the schema inside.
 *
 * @param columns {@code default} and {@code all} are all fields, dotted paths being records; {@code lakefs}, or names
 *     and dotted paths
 */
public record AvroSpec(List<String> columns, AvroCodec codec) implements ContainerSpec {
    public static final AvroSpec DEFAULT = new AvroSpec(ColumnOption.DEFAULT, AvroCodec.DEFLATE);

    public AvroSpec {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.AVRO;
    }

    @Override
    public String innerCodec() {
        return codec == AvroCodec.NONE ? "" : YamlName.of(codec);
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return shape().problems(columns, events);
    }
}
