package dev.waybill.sink;

import static dev.waybill.sink.Records.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import java.time.Duration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class LaneBeansTest {
    private static final String TOPIC = Topics.dedicated(ACME);

    static Object attribute(MBeanServer beans, String connector, ExportId export, String topic, String attribute)
            throws JMException {
        return beans.getAttribute(name(connector, export, topic), attribute);
    }

    private static ObjectName name(String connector, ExportId export, String topic) throws JMException {
        return new ObjectName("dev.waybill.sink:type=export,connector=\"" + connector + "\",task=0,tenant="
                + export.tenant() + ",export=" + export.export() + ",topic=\"" + topic + "\",partition=0");
    }

    @Test
    void showsSinceWhenAndWhyAnExportIsHeldBack() throws JMException {
        // Given
        SinkScenario sink = new SinkScenario();
        sink.store.add(ACME, "acme-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(TOPIC, ACME, 7, 8);
        sink.settle();

        // When
        sink.clock.advance(Duration.ofMillis(900));

        // Then
        assertThat(sink.beans
                        .getAttributes(name("scenario", ACME, TOPIC), new String[] {
                            "State",
                            "UndeliveredSince",
                            "UndeliveredSeconds",
                            "FirstUndeliveredOffset",
                            "LastError",
                            "RetryAt",
                            "FailedAttempts"
                        })
                        .asList())
                .extracting(attribute -> attribute.getValue().toString())
                .containsExactly(
                        "RETRYING", "2026-03-04T06:00:00Z", "0", "7", "ROLE_REFUSED", "2026-03-04T06:00:01Z", "1");
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "Advice").toString())
                .contains("trust policy")
                .contains("sts:ExternalId");
        sink.dispatcher.revokeAll();
    }

    @Test
    void showsDeliveredObjectsAndVanishesWithThePartition() throws JMException {
        // Given
        SinkScenario sink = new SinkScenario();
        sink.store.add(ACME, "acme-logs");
        sink.append(TOPIC, ACME, 0, 1);

        // When
        sink.settle();

        // Then
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "State")).isEqualTo("IDLE");
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "DeliveredObjects"))
                .isEqualTo(2L);
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "FirstUndeliveredOffset"))
                .isEqualTo(-1L);
        sink.dispatcher.revokeAll();
        assertThat(sink.beans.isRegistered(name("scenario", ACME, TOPIC))).isFalse();
    }
}
