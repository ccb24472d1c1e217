package dev.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the reference are those of the code. */
class ConfigurationReferenceTest {
    @Test
    void tablesAreCurrent() throws IOException {
        // Given
        String settings = Setting.ALL.stream()
                .map(setting ->
                        "| `" + setting.key() + "` | `" + setting.standard() + "` | " + setting.meaning() + " |")
                .collect(Collectors.joining("\n"));
        String rules = KafkaRule.ALL.stream()
                .map(rule -> "| `" + rule.key() + "` | " + rule.safe() + " | " + rule.reason() + " |")
                .collect(Collectors.joining("\n"));

        // When
        String reference = Files.readString(Path.of("../docs/reference/configuration.md"));

        // Then
        assertThat(reference).contains("|---|---|---|\n" + settings + "\n\n");
        assertThat(reference).contains("|---|---|---|\n" + rules + "\n");
    }
}
