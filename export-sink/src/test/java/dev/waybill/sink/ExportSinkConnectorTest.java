package dev.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.backlog.BacklogState;
import dev.waybill.sink.destination.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class ExportSinkConnectorTest {
    private static final Map<String, String> MINIMAL =
            Map.of("name", "sink", "topics.regex", "export\\..+", "catalog.client.bootstrap.servers", "broker:9092");

    private final ExportSinkConnector connector = new ExportSinkConnector();

    @Test
    void isFoundByItsServiceEntryAndKnowsItsVersion() {
        assertThat(ServiceLoader.load(SinkConnector.class)).hasAtLeastOneElementOfType(ExportSinkConnector.class);
        assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void numbersItsTasks() {
        // Given
        connector.start(MINIMAL);

        // When
        List<Map<String, String>> tasks = connector.taskConfigs(2);

        // Then
        assertThat(tasks).extracting(task -> task.get("waybill.task.id")).containsExactly("0", "1");
        assertThat(tasks.get(1)).containsAllEntriesOf(MINIMAL);
    }

    @Test
    void acceptsAMinimalConfiguration() {
        assertThat(errors(MINIMAL)).isEmpty();
    }

    @Test
    void refusesConvertersThatWouldChangeBytes() {
        // Given
        Map<String, String> config = new HashMap<>(MINIMAL);
        config.put("header.converter", "org.apache.kafka.connect.storage.SimpleHeaderConverter");

        // Then
        assertThat(errors(config))
                .containsExactly("header.converter must be org.apache.kafka.connect.converters.ByteArrayConverter:"
                        + " parts are bytes, and other converters change them");
    }

    @Test
    void documentsEveryKeyInTheReference() throws Exception {
        // Given
        String reference = Files.readString(Path.of("..", "docs", "reference", "export-sink.md"));

        // Then
        for (ConfigDef.ConfigKey key : connector.config().configKeys().values()) {
            assertThat(key.documentation).as(key.name).isNotBlank();
            assertThat(reference).contains("| `" + key.name + "` |");
        }
        for (FailureKind kind : FailureKind.values()) {
            assertThat(reference).contains("| `" + kind + "` |");
        }
        for (BacklogState state : BacklogState.values()) {
            assertThat(reference).contains("| `" + state + "` |");
        }
    }

    @Test
    void acceptsTheByteConverterByBothOfItsNames() {
        // Given
        Map<String, String> config = new HashMap<>(MINIMAL);
        config.put("key.converter", "ByteArrayConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");

        // Then
        assertThat(errors(config)).isEmpty();
    }

    private List<String> errors(Map<String, String> config) {
        return connector.validate(config).configValues().stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }
}
