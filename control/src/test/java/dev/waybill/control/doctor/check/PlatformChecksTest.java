package dev.waybill.control.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.PartKind;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.ledger.DeliveryHeldBack;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryTrouble;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.render.PlatformReader;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.topics.TopicState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's side: topic, connector, and what the sink has said. */
class PlatformChecksTest {
    private static final String TOPIC = "export.acme.downloads";

    private final Patient patient = new Patient();

    private static TopicState topic(int partitions, String... changed) {
        Map<String, String> config = new TreeMap<>(Map.of(
                "max.message.bytes",
                Integer.toString(Limits.MAX_MESSAGE_BYTES),
                "cleanup.policy",
                "delete",
                "retention.ms",
                "-1",
                "message.timestamp.type",
                "CreateTime"));
        for (int i = 0; i < changed.length; i += 2) {
            config.put(changed[i], changed[i + 1]);
        }
        return new TopicState(partitions, config);
    }

    @Test
    void aTopicThatTakesPartsPasses() {
        patient.pipeline.topics.put(TOPIC, topic(1, "max.message.bytes", "99999999"));

        assertThat(patient.diagnose(new ExportTopic()).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aTopicThatIsNotThereHasFailedUnlessItIsPlanned() {
        assertThat(patient.diagnose(new ExportTopic()).finding())
                .isEqualTo("the topic export.acme.downloads does not exist, so parts wait in state");

        patient.stage = Stage.PLANNED;
        assertThat(patient.diagnose(new ExportTopic()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
    }

    @ParameterizedTest
    @CsvSource({
        "max.message.bytes, 1048588, 'takes records of 1048588 bytes only, and parts have up to 17825792'",
        "cleanup.policy, compact, has cleanup.policy = compact instead of delete",
        "retention.ms, 604800000, has retention.ms = 604800000 instead of -1",
    })
    void aTopicThatWouldLosePartsHasFailed(String setting, String value, String what) {
        // Given
        patient.pipeline.topics.put(TOPIC, topic(1, setting, value));

        // When
        Diagnosis found = patient.diagnose(new ExportTopic());

        // Then
        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.finding()).isEqualTo("the topic " + TOPIC + " " + what);
    }

    @Test
    void aDedicatedTopicHasOnePartitionAndTheSharedOneIsStampedByBrokers() {
        patient.pipeline.topics.put(TOPIC, topic(2));
        assertThat(patient.diagnose(new ExportTopic()).finding()).endsWith("has 2 partitions instead of 1");

        patient.delivery = Delivery.SHARED;
        patient.pipeline.topics.put("waybill.delivery", topic(16, "message.timestamp.type", "LogAppendTime"));
        assertThat(patient.diagnose(new ExportTopic()).outcome()).isEqualTo(Outcome.PASSED);

        patient.pipeline.topics.put("waybill.delivery", topic(16));
        assertThat(patient.diagnose(new ExportTopic()).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aConnectorIsOnlyKnownWhereConnectIsAsked() {
        assertThat(patient.diagnose(new SinkConnector()).advice()).isEqualTo("say --connect URL");
    }

    @Test
    void theConnectorOfTheExportMustRun() {
        patient.pipeline.connectors = Optional.of(Map.of());
        assertThat(patient.diagnose(new SinkConnector()).finding()).isEqualTo("Connect has no connector waybill-sink");

        patient.pipeline.connectors =
                Optional.of(Map.of("waybill-sink", new ConnectorState("RUNNING", 4, true, List.of())));
        assertThat(patient.diagnose(new SinkConnector()).outcome()).isEqualTo(Outcome.PASSED);

        patient.pipeline.connectors =
                Optional.of(Map.of("waybill-sink", new ConnectorState("PAUSED", 4, false, List.of())));
        assertThat(patient.diagnose(new SinkConnector()).finding())
                .isEqualTo("connector waybill-sink is PAUSED with 4 tasks");
    }

    @Test
    void anExportOfConfluentsSinkHasItsOwnConnector() {
        // Given
        patient.platform = PlatformReader.parse(
                "platform.yaml", "connectors: { confluent-s3-sink: { exports: [acme/downloads] } }\n");
        patient.pipeline.connectors =
                Optional.of(Map.of("waybill-sink", new ConnectorState("RUNNING", 4, true, List.of())));

        // When
        Diagnosis found = patient.diagnose(new SinkConnector());

        // Then
        assertThat(found.finding()).matches("Connect has no connector waybill-s3-acme-[0-9a-f]{8}");
        assertThat(patient.diagnose(new SaidBySink()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
    }

    @Test
    void whatTheSinkHoldsBackHasFailedAndWhatItDeliversPasses() {
        // Given
        DeliveryLane lane = new DeliveryLane(
                new ExportId("acme", "downloads"), TOPIC, 0, "s3://acme-logs/client-logs/", "0a1b2c3d");
        Instant now = patient.clock.instant();
        DeliveryHeldBack held = new DeliveryHeldBack(
                lane, now, now, new DeliveryTrouble("ROLE_REFUSED", "403", "check the role"), Optional.empty());

        // When
        patient.pipeline.said =
                Optional.of(new DeliveryGlance(Optional.empty(), List.of(held), Optional.empty(), Optional.empty()));
        Diagnosis heldBack = patient.diagnose(new SaidBySink());
        patient.pipeline.said = Optional.of(new DeliveryGlance(
                Optional.of(new ObjectDelivered(
                        lane, now, PartKind.PART, "d/a.csv", 500, "ab", Optional.empty(), "5b89a8131b01")),
                List.of(),
                Optional.empty(),
                Optional.empty()));
        Diagnosis delivered = patient.diagnose(new SaidBySink());

        // Then
        assertThat(heldBack.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(heldBack.finding()).contains("ROLE_REFUSED (403)");
        assertThat(heldBack.advice()).isEqualTo("check the role");
        assertThat(delivered.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(delivered.finding()).isEqualTo("the sink has delivered d/a.csv at 2026-03-04T05:00:00Z");
    }

    @Test
    void nothingSaidIsNothingKnown() {
        assertThat(patient.diagnose(new SaidBySink()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
    }

    @Test
    void aDirectoryCanOnlyBeSeenByTheSink() {
        patient.destination = new FileDestination(Path.of("/srv/logs"), "acme");

        assertThat(patient.diagnose(new DirectoryWritable()).finding())
                .isEqualTo("/srv/logs/acme/ is a directory of the Connect workers");
    }
}
