package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnList;
import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.LogLines;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.Place;
import dev.waybill.spec.Problem;
import dev.waybill.spec.Source;
import dev.waybill.spec.SpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What an export's files hold.
 *
 * @param shape of JSON records
 * @param columns in the order of the file, where it has one
 */
record FileForm(FormatName format, Source source, Shape shape, ColumnList columns) {
    /** @throws SpecException if the format's options have problems */
    static FileForm of(ExportSpec export) {
        KindSpec node = export.format();
        FormatName format = FormatName.ofKind(node.kind())
                .orElseThrow(() -> refused(export, "kind", node.kind(), "unknown output format", ""));
        Shape shape = shape(export);
        List<String> option = columns(node);
        EventLeaves leaves = EventLeaves.of(export.source());
        for (OptionProblem problem : problems(format, shape, option, leaves)) {
            throw refused(export, problem.option(), problem.value(), problem.message(), problem.hint());
        }
        try {
            return new FileForm(format, export.source(), shape, ColumnList.of(format, export.source(), shape, option));
        } catch (IllegalArgumentException e) {
            throw refused(
                    export,
                    "kind",
                    node.kind(),
                    "does not fit the source " + export.source().name().toLowerCase(Locale.ROOT),
                    "run ./waybill validate");
        }
    }

    /** How this format's files are read. */
    FileReading reading() {
        List<ColumnDefinition> definitions = columns.columns();
        return switch (format) {
            case PARQUET, OCSF_PARQUET -> new ParquetFiles(definitions);
            case AVRO -> new AvroFiles(definitions, EventLeaves.of(source).typeName());
            case CSV -> new CsvFiles(definitions);
            case W3C -> new W3cFiles(definitions);
            case JSON_LINES -> new JsonLineFiles(definitions, shape != Shape.FLAT);
            case ECS, OCSF -> new JsonLineFiles(definitions, true);
            case JSON_ARRAY -> new JsonArrayFiles(definitions, shape != Shape.FLAT);
            case JSON_LINES_TIMESTAMP -> new TimedJsonFiles(definitions, shape != Shape.FLAT);
            case APACHE_COMMON, APACHE_COMBINED, APACHE_CLOUDSMITH, S3_ACCESS_LOG ->
                new LogFiles(
                        definitions,
                        LinePattern.of(
                                LogLines.of(format, EventLeaves.of(source)).orElseThrow()));
            case CEF -> new LogFiles(definitions, LinePattern.cef());
        };
    }

    private static List<OptionProblem> problems(
            FormatName format, Shape shape, List<String> option, EventLeaves leaves) {
        return switch (format) {
            case CSV -> ColumnOption.problems(option, leaves);
            case PARQUET, AVRO -> Shape.NESTED.problems(option, leaves);
            case JSON_LINES, JSON_LINES_TIMESTAMP, JSON_ARRAY -> shape.problems(option, leaves);
            default -> List.of();
        };
    }

    private static Shape shape(ExportSpec export) {
        String word = String.valueOf(export.format().options().getOrDefault("shape", "nested"));
        return Arrays.stream(Shape.values())
                .filter(shape -> shape.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> refused(export, "shape", word, "unknown shape", "nested, flat or cloudsmith"));
    }

    private static List<String> columns(KindSpec format) {
        Object option = format.options().getOrDefault("columns", "default");
        return option instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(option));
    }

    private static SpecException refused(ExportSpec export, String key, String value, String message, String hint) {
        Place place = Place.of(export.exportId().toString(), "format." + key);
        return new SpecException(List.of(new Problem(place, value, message, hint)));
    }
}
