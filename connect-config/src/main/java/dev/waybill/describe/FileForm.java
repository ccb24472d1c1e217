package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnList;
import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.LogLines;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.Source;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.format.FormatSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;
import java.util.List;

/**
 * What an export's files hold.
 *
 * @param asked the format with its options
 * @param columns in the order of the file, where it has one
 */
record FileForm(FormatSpec asked, Source source, ColumnList columns) {
    /** @throws SpecException if the format's options have problems */
    static FileForm of(ExportSpec export) {
        FormatSpec asked = ExportKinds.format(export);
        return new FileForm(asked, export.source(), asked.columnList(export.source()));
    }

    FormatName format() {
        return asked.name();
    }

    /** How this format's files are read. */
    FileReading reading() {
        List<ColumnDefinition> definitions = columns.columns();
        boolean nested = asked.shape() != Shape.FLAT;
        return switch (format()) {
            case PARQUET, OCSF_PARQUET -> new ParquetFiles(definitions);
            case AVRO -> new AvroFiles(definitions, EventLeaves.of(source).typeName());
            case CSV -> new CsvFiles(definitions);
            case W3C -> new W3cFiles(definitions);
            case JSON_LINES -> new JsonLineFiles(definitions, nested);
            case ECS, OCSF -> new JsonLineFiles(definitions, true);
            case JSON_ARRAY -> new JsonArrayFiles(definitions, nested);
            case JSON_LINES_TIMESTAMP -> new TimedJsonFiles(definitions, nested);
            case APACHE_COMMON, APACHE_COMBINED, APACHE_CLOUDSMITH, S3_ACCESS_LOG ->
                new LogFiles(
                        definitions,
                        LinePattern.of(
                                LogLines.of(format(), EventLeaves.of(source)).orElseThrow()));
            case CEF -> new LogFiles(definitions, LinePattern.cef());
        };
    }
}
