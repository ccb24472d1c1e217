package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.cloud.LocalException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedConnectIT {
    private static final Map<String, String> CONNECTOR =
            Map.of("connector.class", IdleSinkConnector.class.getName(), "tasks.max", "1", "topics", "letters");

    @TempDir
    Path folder;

    @Test
    void runsAConnectorAndKeepsItForTheNextWorker() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            broker.createTopic("letters", 1, Map.of());
            try (EmbeddedConnect connect = EmbeddedConnect.start(broker.bootstrapServers())) {
                connect.putConnector("recorder", CONNECTOR);

                assertThat(connect.connectorStatus("recorder")
                                .at("/tasks/0/state")
                                .asText())
                        .isEqualTo("RUNNING");
            }

            try (EmbeddedConnect next = EmbeddedConnect.start(broker.bootstrapServers())) {
                next.putConnector("recorder", CONNECTOR);
                assertThat(next.connectorStatus("recorder")
                                .at("/connector/state")
                                .asText())
                        .isEqualTo("RUNNING");

                next.deleteConnector("recorder");
                await().until(() -> next.connectorStatus("recorder").isEmpty());
            }
        }
    }

    @Test
    void saysWhyAConnectorIsRefused() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                EmbeddedConnect connect = EmbeddedConnect.start(broker.bootstrapServers())) {
            assertThatThrownBy(() -> connect.putConnector("nobody", Map.of("connector.class", "no.such.Connector")))
                    .isInstanceOf(LocalException.class)
                    .hasMessageContaining("no.such.Connector");
        }
    }
}
