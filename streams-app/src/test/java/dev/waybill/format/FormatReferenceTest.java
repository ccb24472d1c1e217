package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.EventLeaves;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.Source;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names that users' files hold are frozen, and documented. */
class FormatReferenceTest {
    private static final Path PAGES = Path.of("../docs/reference/formats");

    @Test
    void namesOfFormatsNeverChange() {
        assertThat(Stream.of(FormatName.values()).map(FormatName::kind))
                .contains(
                        "csv",
                        "json-lines",
                        "json-lines-timestamp",
                        "json-array",
                        "apache-common",
                        "apache-combined",
                        "apache-cloudsmith",
                        "s3-access-log",
                        "w3c",
                        "avro",
                        "parquet",
                        "cef",
                        "ecs",
                        "ocsf",
                        "ocsf-parquet");
    }

    @ParameterizedTest
    @EnumSource(FormatName.class)
    void everyFormatHasAPageThatNamesItsOptions(FormatName name) throws IOException {
        // Given
        OutputFormat format = Kinds.defaults()
                .filter(candidate -> candidate.spec().name() == name)
                .findFirst()
                .orElseThrow();

        // When
        String page = Files.readString(PAGES.resolve(name.kind() + ".md"));

        // Then
        for (RecordComponent option : format.spec().getClass().getRecordComponents()) {
            assertThat(page).contains("`" + option.getName().replace("formulaGuard", "formula-guard") + "`");
        }
    }

    @Test
    void theColumnsOfVersionOneStandInTheirOrder() throws IOException {
        // When
        String page = Files.readString(PAGES.resolve("README.md"));

        // Then
        for (Source source : Source.values()) {
            for (List<String> option : List.of(ColumnOption.DEFAULT, ColumnOption.LAKEFS)) {
                assertThat(page)
                        .containsSubsequence(ColumnOption.resolve(option, EventLeaves.of(source)).stream()
                                .map(column -> "| `" + column.name() + "` |")
                                .toList());
            }
        }
    }
}
