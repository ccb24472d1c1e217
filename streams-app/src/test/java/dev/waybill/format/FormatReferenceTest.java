package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FormatName;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
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
                        "ocsf");
    }

    @ParameterizedTest
    @EnumSource(FormatName.class)
    void everyFormatHasAPageThatNamesItsOptions(FormatName name) throws IOException {
        // Given
        OutputFormat format = Kinds.defaults()
                .filter(candidate -> candidate.name() == name)
                .findFirst()
                .orElseThrow();

        // When
        String page = Files.readString(PAGES.resolve(name.kind() + ".md"));

        // Then
        for (RecordComponent option : format.getClass().getRecordComponents()) {
            assertThat(page).contains("`" + option.getName().replace("formulaGuard", "formula-guard") + "`");
        }
    }

    @Test
    void theColumnsOfVersionOneStandInTheirOrder() throws IOException {
        // When
        String page = Files.readString(PAGES.resolve("README.md"));

        // Then
        assertThat(page)
                .containsSubsequence(NamedColumns.DOWNLOAD.stream()
                        .map(name -> "| `" + name + "` |")
                        .toList())
                .containsSubsequence(NamedColumns.AUDIT.stream()
                        .map(name -> "| `" + name + "` |")
                        .toList())
                .containsSubsequence(NamedColumns.LAKEFS.stream()
                        .map(name -> "| `" + name + "` |")
                        .toList());
    }
}
