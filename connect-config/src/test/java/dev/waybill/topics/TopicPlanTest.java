package dev.waybill.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TestExports;
import dev.waybill.contract.Delivery;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPlanTest {
    /** What the options of {@code topics} are when nobody says anything. */
    private static final TopicSettings PRODUCTION = new TopicSettings(
            3, 2, 12, 16, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 10L << 30, Duration.ofDays(7));

    private static final ExportSpec DEDICATED =
            TestExports.export("acme", "downloads", TestExports.s3("acme-logs", "client-logs"));
    private static final ExportSpec SHARED =
            TestExports.export("globex", "audit", Delivery.SHARED, TestExports.s3("globex-logs", ""), Map.of());

    @Test
    void plansInputQuarantineAndSharedTopicsAndOneTopicPerDedicatedExport() {
        TopicPlan plan = TopicPlan.of(List.of(DEDICATED, SHARED), PRODUCTION);

        assertThat(plan.names())
                .containsExactly(
                        "audit-events",
                        "download-events",
                        "export.acme.downloads",
                        "waybill.catalog",
                        "waybill.deliveries",
                        "waybill.delivery",
                        "waybill.ledger",
                        "waybill.quarantine");
    }

    @Test
    void dedicatedTopicsNeverExpireByTimeAndTakeTheLargestPart() {
        TopicSpec topic = topic(TopicPlan.of(List.of(DEDICATED), PRODUCTION), "export.acme.downloads");

        assertThat(topic.partitions()).isEqualTo(1);
        assertThat(topic.config())
                .isEqualTo(Map.of(
                        "cleanup.policy", "delete",
                        "compression.type", "producer",
                        "max.message.bytes", "17825792",
                        "message.timestamp.type", "CreateTime",
                        "min.insync.replicas", "2",
                        "retention.bytes", "10737418240",
                        "retention.ms", "-1",
                        "segment.bytes", "268435456"));
    }

    @Test
    void sharedAndInputTopicsAreStampedByTheBroker() {
        TopicPlan plan = TopicPlan.of(List.of(), PRODUCTION);

        assertThat(plan.topics())
                .extracting(topic -> topic.config().get("message.timestamp.type"))
                .containsOnly("LogAppendTime");
        assertThat(topic(plan, "waybill.delivery").config())
                .containsEntry("max.message.bytes", "17825792")
                .containsEntry("retention.ms", "604800000");
    }

    /** What is said about an export must stay in one partition: a topic that has grown is a difference. */
    @ParameterizedTest
    @ValueSource(strings = {"waybill.ledger", "waybill.deliveries"})
    void whatIsStatedHasAFixedNumberOfPartitionsAndAMonth(String name) {
        TopicSpec topic = topic(TopicPlan.of(List.of(), PRODUCTION), name);

        assertThat(topic.partitions()).isEqualTo(8);
        assertThat(topic.partitionRule()).isEqualTo(PartitionRule.EXACTLY);
        assertThat(topic.config())
                .isEqualTo(Map.of(
                        "cleanup.policy", "delete",
                        "compression.type", "producer",
                        "message.timestamp.type", "LogAppendTime",
                        "min.insync.replicas", "2",
                        "retention.ms", "2592000000"));
    }

    @Test
    void plansACopyOfEachInputTopicByTenant() {
        TopicPlan plan = TopicPlan.of(List.of(), PRODUCTION).repartitioned();

        assertThat(plan.names()).contains("waybill.audit-events-by-tenant", "waybill.download-events-by-tenant");
        TopicSpec topic = topic(plan, "waybill.download-events-by-tenant");
        assertThat(topic.partitions()).isEqualTo(topic(plan, "download-events").partitions());
        assertThat(topic.config())
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("retention.ms", "604800000")
                .containsEntry("max.message.bytes", "17825792");
    }

    @Test
    void embeddedInputTopicsKeepTheProducersTimesForEver() {
        TopicSpec topic = topic(TopicPlan.of(List.of(), TopicSettings.EMBEDDED), "download-events");

        assertThat(topic.config())
                .containsEntry("message.timestamp.type", "CreateTime")
                .containsEntry("retention.ms", "-1")
                .containsEntry("min.insync.replicas", "1");
    }

    @Test
    void producersStampNoFurtherAheadThanTheSettingsAllowEvents() {
        TopicPlan usual = TopicPlan.of(List.of(), TopicSettings.EMBEDDED);
        TopicPlan raised = usual.repartitioned().withFutureSkew(Duration.ofMinutes(20));

        assertThat(topic(usual, "download-events").config()).containsEntry("message.timestamp.after.max.ms", "300000");
        assertThat(topic(raised, "download-events").config())
                .containsEntry("message.timestamp.after.max.ms", "1200000");
        assertThat(topic(raised, "waybill.download-events-by-tenant").config())
                .containsEntry("message.timestamp.after.max.ms", "1200000");
        assertThat(topic(raised, "waybill.catalog").config()).doesNotContainKey("message.timestamp.after.max.ms");
        assertThat(topic(TopicPlan.of(List.of(), PRODUCTION).withFutureSkew(Duration.ofMinutes(20)), "audit-events")
                        .config())
                .doesNotContainKey("message.timestamp.after.max.ms");
    }

    @Test
    void refusesMoreInSyncReplicasThanReplicas() {
        assertThatThrownBy(() -> new TopicSettings(
                        1, 2, 1, 1, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 1L << 30, Duration.ofDays(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the minimum of in-sync replicas (2) must not be above the replication factor (1)");
    }

    @Test
    void refusesADedicatedTopicThatKeepsLessThanASegment() {
        assertThatThrownBy(() -> new TopicSettings(
                        1, 1, 1, 1, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 1L << 20, Duration.ofDays(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one segment, 268435456 bytes");
    }

    @Test
    void refusesATopicWithoutPartitions() {
        assertThatThrownBy(() -> new TopicSettings(
                        1, 1, 0, 1, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 1L << 30, Duration.ofDays(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("input partitions must be at least 1, not 0");
    }

    private static TopicSpec topic(TopicPlan plan, String name) {
        return plan.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
