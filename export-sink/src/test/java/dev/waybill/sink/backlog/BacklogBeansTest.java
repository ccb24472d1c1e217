package dev.waybill.sink.backlog;

import static dev.waybill.sink.fake.Records.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class BacklogBeansTest {
    private static final String TOPIC = Topics.dedicated(ACME);

    static Object attribute(MBeanServer beans, String connector, ExportId export, String topic, String attribute)
            throws JMException {
        return beans.getAttribute(name(beans, connector, export, topic), attribute);
    }

    /** Of the only lane that the export has in the topic. */
    private static ObjectName name(MBeanServer beans, String connector, ExportId export, String topic)
            throws JMException {
        Set<ObjectName> names = beans.queryNames(pattern(connector, export, topic), null);
        assertThat(names).hasSize(1);
        return names.iterator().next();
    }

    private static ObjectName pattern(String connector, ExportId export, String topic) throws JMException {
        return new ObjectName("dev.waybill.sink:type=export,connector=\"" + connector + "\",task=0,tenant="
                + export.tenant() + ",export=" + export.export() + ",topic=\"" + topic + "\",partition=0,*");
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
                        .getAttributes(name(sink.beans, "scenario", ACME, TOPIC), new String[] {
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
                        "RETRYING", Records.WRITTEN_AT, "2970", "7", "ROLE_REFUSED", "2026-03-04T06:00:01Z", "1");
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "Advice").toString())
                .contains("trust policy")
                .contains("sts:ExternalId");
        sink.dispatcher.revokeAll();
    }

    @Test
    void showsTheSameSinceAfterARestart() throws JMException {
        // Given
        SinkScenario before = new SinkScenario();
        before.store.add(ACME, "acme-logs");
        before.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        before.append(TOPIC, ACME, 7, 8);
        before.settle();
        Object sinceBefore = attribute(before.beans, "scenario", ACME, TOPIC, "UndeliveredSince");
        before.dispatcher.revokeAll();

        // When: another task reads from the committed offset, much later
        SinkScenario after = new SinkScenario();
        after.clock.advance(Duration.ofDays(2));
        after.store.add(ACME, "acme-logs");
        after.store.broken.put(ACME, FailureKind.UNREACHABLE);
        after.append(TOPIC, ACME, 7, 8);
        after.settle();

        // Then
        assertThat(attribute(after.beans, "scenario", ACME, TOPIC, "UndeliveredSince"))
                .isEqualTo(sinceBefore)
                .isEqualTo(Records.WRITTEN_AT);
        after.dispatcher.revokeAll();
    }

    @Test
    void showsNothingUndeliveredOnceEverythingIs() throws JMException {
        // Given
        SinkScenario sink = new SinkScenario();
        sink.store.add(ACME, "acme-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(TOPIC, ACME, 0, 1, 2);
        sink.settle();

        // When
        sink.store.broken.clear();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "UndeliveredSince"))
                .isEqualTo("");
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "UndeliveredSeconds"))
                .isEqualTo(0L);
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "State")).isEqualTo("IDLE");
        sink.dispatcher.revokeAll();
    }

    /** Written by somebody who does not say when: then it counts from the first failure. */
    @Test
    void countsFromTheFirstFailureWhereTheRecordDoesNotSayWhenItWasWritten() throws JMException {
        // Given
        SinkScenario sink = new SinkScenario();
        sink.store.add(ACME, "acme-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        Map<String, Object> headers = Records.headers(ACME, "a.csv", Records.bytes("a"));
        headers.put(PartHeaders.WRITTEN_AT, Records.bytes("yesterday"));
        sink.append(Records.record(TOPIC, 0, headers, Records.bytes("a")));

        // When
        sink.settle();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "UndeliveredSince"))
                .isEqualTo("2026-03-04T06:00:00Z");
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
        assertThat(sink.beans.queryNames(pattern("scenario", ACME, TOPIC), null))
                .isEmpty();
    }

    @Test
    void countsWhatIsDeliveredAndWhatFails() throws JMException {
        // Given
        SinkScenario sink = new SinkScenario();
        sink.store.add(ACME, "acme-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(Records.part(TOPIC, ACME, 0, new byte[30]));
        sink.append(Records.part(TOPIC, ACME, 1, new byte[4]));
        sink.settle();

        // When
        sink.store.broken.clear();
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // Then
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "DeliveredObjects"))
                .isEqualTo(2L);
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "DeliveredBytes"))
                .isEqualTo(34L);
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "FailedAttempts"))
                .isEqualTo(1L);
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "ParkedRecords"))
                .isEqualTo(0L);
        assertThat(attribute(sink.beans, "scenario", ACME, TOPIC, "RefusedRecords"))
                .isEqualTo(0L);
        sink.dispatcher.revokeAll();
    }

    /** A task that was killed by its worker takes nothing back. */
    @Test
    void replacesWhatAnEarlierTaskLeft() throws JMException {
        // Given
        SinkScenario earlier = new SinkScenario();
        earlier.store.add(ACME, "acme-logs");
        earlier.append(TOPIC, ACME, 0, 1);
        earlier.settle();

        // When
        SinkScenario later = new SinkScenario();
        later.store.add(ACME, "acme-logs");
        later.append(TOPIC, ACME, 2);
        later.settle();

        // Then
        assertThat(attribute(later.beans, "scenario", ACME, TOPIC, "DeliveredObjects"))
                .isEqualTo(1L);
        later.dispatcher.revokeAll();
    }
}
