package dev.waybill.kind.format;

import dev.waybill.columns.ColumnList;
import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.Source;
import dev.waybill.kind.family.KindOptions;
import java.util.List;

/** The format that an export asks for, with its options: what its files are called and which columns they hold. */
public sealed interface FormatSpec extends KindOptions permits TextSpec, ContainerSpec {
    FormatName name();

    /** Of the whole part; none where the format compresses inside of the file. */
    Compression compression();

    /** How object names end, compression included: {@code .csv.gz}. */
    default String extension() {
        return compression().extension(name().extension());
    }

    /** What compresses the pages or blocks inside the file, {@code snappy}; empty if nothing does. */
    default String innerCodec() {
        return "";
    }

    /** {@code application/gzip} or {@code application/zstd} where the whole part is compressed, else the format's own. */
    default String contentType() {
        return compression().contentType(name().contentType());
    }

    /** Which columns are asked for; {@code default} in formats that give no choice. */
    default List<String> columns() {
        return ColumnOption.DEFAULT;
    }

    /** Which keys records have; nested in formats that give no choice. */
    default Shape shape() {
        return Shape.NESTED;
    }

    /**
     * What files of such events hold.
     *
     * @throws IllegalArgumentException if there are {@link #problems}
     */
    default ColumnList columnList(Source source) {
        return ColumnList.of(name(), source, shape(), columns());
    }
}
