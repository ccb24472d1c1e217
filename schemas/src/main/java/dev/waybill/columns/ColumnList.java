package dev.waybill.columns;

import dev.waybill.contract.FormatName;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import java.util.List;

/**
 * A published list of columns. A later version has all columns of the earlier ones in front, with their names and types.
 *
 * @param name of the list, {@code csv-download}
 * @param version from 1
 */
public record ColumnList(String name, int version, List<ColumnDefinition> columns) {

    public ColumnList {
        columns = List.copyOf(columns);
    }

    /**
     * What files of a format hold.
     *
     * @param shape of JSON records; other formats have none
     * @param columns the option, in formats that have it
     * @throws IllegalArgumentException if the options have problems, or the format has no lines for such events
     */
    public static ColumnList of(FormatName format, Source source, Shape shape, List<String> columns) {
        EventLeaves leaves = EventLeaves.of(source);
        return switch (format) {
            case CSV ->
                new ColumnList(name(columns, false, source), version(format), ColumnOption.resolve(columns, leaves));
            case PARQUET, AVRO ->
                new ColumnList(name(columns, true, source), version(format), Shape.NESTED.columns(columns, leaves));
            case JSON_LINES, JSON_LINES_TIMESTAMP, JSON_ARRAY ->
                new ColumnList(
                        shape == Shape.CLOUDSMITH
                                ? "cloudsmith-" + word(source)
                                : name(columns, shape == Shape.NESTED, source),
                        version(format),
                        shape.columns(columns, leaves));
            case APACHE_COMMON, APACHE_COMBINED, APACHE_CLOUDSMITH, S3_ACCESS_LOG ->
                ofDownloads(
                        format,
                        source,
                        LogLines.of(format, leaves).orElseThrow().definitions());
            case W3C -> ofDownloads(format, source, W3cColumns.of(leaves));
            case CEF -> of(format, source, CefColumns.header());
            case ECS -> of(format, source, EcsColumns.of(leaves));
            case OCSF, OCSF_PARQUET -> of(FormatName.OCSF, source, OcsfColumns.of(leaves));
        };
    }

    private static ColumnList ofDownloads(FormatName format, Source source, List<ColumnDefinition> columns) {
        if (source != Source.DOWNLOAD) {
            throw new IllegalArgumentException(format.kind() + " is a format of downloads only");
        }
        return of(format, source, columns);
    }

    private static ColumnList of(FormatName format, Source source, List<ColumnDefinition> columns) {
        return new ColumnList(format.kind() + "-" + word(source), version(format), columns);
    }

    /** Of the lists that have grown since they were first published, and of those that have not. */
    private static int version(FormatName format) {
        return switch (format) {
            case ECS, OCSF -> 2;
            default -> 1;
        };
    }

    private static String name(List<String> columns, boolean allByDefault, Source source) {
        if (columns.equals(ColumnOption.LAKEFS)) {
            return "lakefs";
        }
        if (columns.equals(ColumnOption.ALL) || allByDefault && columns.equals(ColumnOption.DEFAULT)) {
            return "all-" + word(source);
        }
        return columns.equals(ColumnOption.DEFAULT) ? word(source) : "chosen-" + word(source);
    }

    private static String word(Source source) {
        return YamlName.of(source);
    }
}
