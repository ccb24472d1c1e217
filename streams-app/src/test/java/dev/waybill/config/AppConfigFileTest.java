package dev.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Source;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppConfigFileTest {
    private static final Map<String, String> BROKER = Map.of("kafka.bootstrap.servers", "broker:9092");

    @TempDir
    Path folder;

    @Test
    void readsTheFileAndNamesItInProblems() throws IOException {
        // Given
        Path good = Files.writeString(folder.resolve("good.yaml"), "sources: [audit]\nhttp: { port: 65535 }\n");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "spread: -PT1S\n");

        // When
        AppConfig config = AppConfig.read(Optional.of(good), Map.of(), BROKER);

        // Then
        assertThat(config.sources()).containsExactly(Source.AUDIT);
        assertThat(config.http().port()).isEqualTo(65_535);
        assertThatThrownBy(() -> AppConfig.read(Optional.of(bad), Map.of(), BROKER))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().file() + " " + problem.text())
                                .containsExactly(bad + " must not be negative: \"-PT1S\""));
    }

    @Test
    void needsNoFile() throws IOException {
        // When
        AppConfig config = AppConfig.read(
                Optional.empty(), Map.of("WAYBILL_REGISTRY_SCHEMA_REGISTRY_URL", "http://registry:8081"), BROKER);

        // Then
        assertThat(config.sources()).containsExactly(Source.DOWNLOAD, Source.AUDIT);
        assertThat(config.registry()).containsEntry("schema.registry.url", "http://registry:8081");
    }

    @Test
    void aFileThatIsMissingIsNotTakenForAnEmptyOne() {
        assertThatThrownBy(() -> AppConfig.read(Optional.of(folder.resolve("missing.yaml")), Map.of(), BROKER))
                .isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http.port,    65536,      must be a port from 0 to 65535",
        "http.port,    -1,         must be a port from 0 to 65535",
        "http.port,    123456,     must be a port from 0 to 65535",
        "http.address, ' ',        must not be blank",
        "http.tls,     tls,        must be an absolute path",
        "http.login,   me:secret,  'must refer to a secret, not hold it'",
        "spread,       -PT1S,      must not be negative",
        "sources,      downloads,  must be download, audit or both",
    })
    void refusesWhatASettingCannotBe(String key, String value, String problem) {
        assertThatThrownBy(() -> AppConfig.parse("", "", Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:9"), Map.of(key, value)))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(found -> found.place().path() + " " + found.text())
                                .singleElement()
                                .asString()
                                .startsWith(key + " " + problem));
    }
}
