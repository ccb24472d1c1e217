package dev.waybill.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.FormatName;
import dev.waybill.contract.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published lists, which are append only: every list begins with what was frozen in {@code frozen/columns}. */
class ColumnListTest {
    private static final Path FROZEN = Path.of("src/test/resources/frozen/columns");

    static Stream<String> names() {
        return lists().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void beginsWithEveryFrozenVersion(String name) throws IOException {
        ColumnList list = lists().get(name);
        List<String> columns = list.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
        Path newest = FROZEN.resolve(name + "-v" + list.version() + ".txt");
        if (Boolean.getBoolean("golden.freeze") && Files.notExists(newest)) {
            Files.createDirectories(FROZEN);
            Files.writeString(newest, String.join("\n", columns) + "\n");
        }

        for (int version = 1; version <= list.version(); version++) {
            List<String> frozen = Files.readAllLines(FROZEN.resolve(name + "-v" + version + ".txt"));
            assertThat(columns)
                    .as("%s: a column moved, was renamed or changed its type since version %d", name, version)
                    .startsWith(frozen.toArray(String[]::new));
        }
        assertThat(columns)
                .as("%s: columns were added; raise its version and freeze it with -Dgolden.freeze=true", name)
                .hasSameSizeAs(Files.readAllLines(newest));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesNoColumnTwiceAndDescribesEach(String name) {
        List<ColumnDefinition> columns = lists().get(name).columns();

        assertThat(columns).extracting(ColumnDefinition::name).doesNotHaveDuplicates();
        assertThat(columns)
                .allSatisfy(column -> assertThat(column.description())
                        .as(column.name())
                        .isNotBlank()
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @EnumSource(FormatName.class)
    void downloadsHaveColumnsInEveryFormat(FormatName format) {
        assertThat(ColumnList.of(format, Source.DOWNLOAD, Shape.NESTED, ColumnOption.DEFAULT)
                        .columns())
                .isNotEmpty();
    }

    @Test
    void refusesAColumnThatDoesNotExist() {
        assertThatThrownBy(() ->
                        ColumnList.of(FormatName.CSV, Source.DOWNLOAD, Shape.FLAT, List.of("datetime", "nonsense")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void onlyWhatEveryEventHasIsNeverNull() {
        assertThat(ColumnList.of(FormatName.PARQUET, Source.DOWNLOAD, Shape.NESTED, ColumnOption.ALL)
                        .columns())
                .filteredOn(column -> !column.nullable())
                .extracting(ColumnDefinition::name)
                .containsExactly("event_id", "tenant", "occurred_at");
    }

    private static Map<String, ColumnList> lists() {
        Map<String, ColumnList> lists = new TreeMap<>();
        for (FormatName format : FormatName.values()) {
            for (Source source : Source.values()) {
                for (Shape shape : Shape.values()) {
                    for (List<String> option : List.of(ColumnOption.DEFAULT, ColumnOption.LAKEFS, ColumnOption.ALL)) {
                        if (source == Source.DOWNLOAD || !isOfDownloadsOnly(format)) {
                            ColumnList list = ColumnList.of(format, source, shape, option);
                            lists.put(list.name(), list);
                        }
                    }
                }
            }
        }
        return lists;
    }

    private static boolean isOfDownloadsOnly(FormatName format) {
        return switch (format) {
            case APACHE_COMMON, APACHE_COMBINED, APACHE_CLOUDSMITH, S3_ACCESS_LOG, W3C -> true;
            default -> false;
        };
    }
}
