package dev.waybill.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TestExports;
import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What the rooms' questions and orders make of a cluster's answers; {@code TopicsCommandIT} asks a real broker. */
class TopicsOnAClusterTest {
    private static final TopicSettings SETTINGS = new TopicSettings(
            3, 2, 4, 16, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 10L << 30, Duration.ofDays(7));
    private static final ExportSpec EXPORT = TestExports.export("acme", "downloads", TestExports.s3("acme-logs", ""));
    private static final String DEDICATED = "export.acme.downloads";
    private static final String CHANGELOG = "waybill-blocks-download-changelog";

    private final FakeCluster cluster = new FakeCluster();
    private final TopicPlan plan = TopicPlan.of(List.of(EXPORT), SETTINGS);

    @Test
    void createsWhatIsMissingOnce() {
        TopicReport first = plan.apply(cluster.admin());
        TopicReport second = plan.apply(cluster.admin());

        assertThat(cluster.changes)
                .containsExactlyInAnyOrder(
                        "audit-events x3",
                        "download-events x3",
                        "export.acme.downloads x3",
                        "waybill.catalog x3",
                        "waybill.deliveries x3",
                        "waybill.delivery x3",
                        "waybill.ledger x3",
                        "waybill.quarantine x3");
        assertThat(first.created()).isEqualTo(8);
        assertThat(first.open()).isEmpty();
        assertThat(first.findings())
                .extracting(TopicFinding::description)
                .contains("created with 1 partition", "created with 16 partitions");
        assertThat(second.created()).isZero();
        assertThat(second.open()).isEmpty();
    }

    @Test
    void aCheckSaysWhatIsMissingAndChangesNothing() {
        plan.apply(cluster.admin());
        cluster.changes.clear();
        cluster.topics.remove(DEDICATED);

        TopicReport report = plan.check(cluster.admin());

        assertThat(report.open())
                .singleElement()
                .satisfies(finding -> assertThat(finding.description()).isEqualTo("missing"))
                .satisfies(finding -> assertThat(finding.advice()).endsWith("to create it with 1 partition"));
        assertThat(cluster.changes).isEmpty();
    }

    @Test
    void aTopicThatSomebodyElseCreatesMeanwhileIsComparedNotTrusted() {
        cluster.race.put(DEDICATED, new TopicState(7, Map.of()));

        TopicReport report = plan.apply(cluster.admin());

        assertThat(report.created()).isEqualTo(7);
        assertThat(report.open())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.topic()).isEqualTo(DEDICATED))
                .anySatisfy(finding -> assertThat(finding.description()).contains("partitions"))
                .anySatisfy(finding -> assertThat(finding.description()).contains("retention.ms", "unset"));
    }

    @Test
    void waitsUntilTheBrokersKnowOfNewTopics() {
        plan.check(cluster.admin());
        cluster.stale = 3;

        assertThat(plan.apply(cluster.admin()).created()).isEqualTo(8);
        assertThat(cluster.stale).isNegative();
    }

    @Test
    void aRefusalToCreateNamesTheTopicAndTheBrokersReason() {
        cluster.refusedCreations.put(DEDICATED, new TopicAuthorizationException("no right to create"));

        assertThatThrownBy(() -> plan.apply(cluster.admin()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("could not create topic export.acme.downloads: no right to create")
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void aTopicThatMayNotBeDescribedIsNotTakenForMissing() {
        cluster.refusals.put(DEDICATED, new TopicAuthorizationException("no right to describe"));

        assertThatThrownBy(() -> plan.apply(cluster.admin()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("could not describe topic export.acme.downloads: no right to describe");
        assertThat(cluster.changes).isEmpty();
    }

    @Test
    void asksForManyTopicsInBatches() {
        List<ExportSpec> exports = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            exports.add(TestExports.export("t" + i, "downloads", TestExports.s3("logs", "")));
        }

        assertThat(TopicPlan.of(exports, SETTINGS).apply(cluster.admin()).created())
                .isEqualTo(1008);
        assertThat(cluster.topics).hasSize(1008);
    }

    @Test
    void aWaitThatIsInterruptedLeavesTheThreadInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ClusterAnswer.of("list the topics", new CompletableFuture<>()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("interrupted while trying to list the topics");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aFailureWithoutACauseIsItsOwnCause() {
        ExecutionException bare = new ExecutionException("bare", null);

        assertThatThrownBy(() -> ClusterAnswer.of("list the topics", new FailingFuture(bare)))
                .isInstanceOf(ClusterException.class)
                .hasMessage("could not list the topics: bare")
                .hasCause(bare);
    }

    @Test
    void growsInternalTopicsBeforeInputTopicsAndNoOthers() {
        plan.apply(cluster.admin());
        cluster.topics.put(CHANGELOG, new TopicState(4, Map.of()));
        cluster.topics.put("waybill-blocks-download-repartition", new TopicState(4, Map.of()));
        cluster.topics.put("another-blocks-download-changelog", new TopicState(4, Map.of()));
        cluster.topics.put("waybill-receipts-changelog", new TopicState(8, Map.of()));
        cluster.changes.clear();
        cluster.stale = 0;

        Map<String, Integer> grown = new Growth(cluster.admin(), "waybill").grow(6);

        assertThat(grown)
                .containsExactly(
                        Map.entry(CHANGELOG, 4), Map.entry("audit-events", 4), Map.entry("download-events", 4));
        assertThat(cluster.changes).containsExactly(CHANGELOG + " to 6", "audit-events to 6", "download-events to 6");
        assertThat(new Growth(cluster.admin(), "waybill").grow(6)).isEmpty();
    }

    @Test
    void growsNothingWhileTheApplicationRuns() {
        plan.apply(cluster.admin());
        cluster.changes.clear();
        cluster.members = Optional.of(2);

        assertThatThrownBy(() -> new Growth(cluster.admin(), "waybill").grow(6))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith(
                        "cannot raise the number of partitions while the application waybill runs (2 members)");
        assertThat(cluster.changes).isEmpty();
    }

    @Test
    void neverTakesPartitionsAway() {
        plan.apply(cluster.admin());

        assertThatThrownBy(() -> new Growth(cluster.admin(), "waybill").plan(3))
                .isInstanceOf(ClusterException.class)
                .hasMessage("topic audit-events has 4 partitions and cannot have fewer: ask for at least that many");
    }

    @Test
    void commitsTheEarliestOffsetWhereThereIsNone() {
        cluster.topics.put("download-events", new TopicState(3, Map.of()));
        cluster.committed.put(new TopicPartition("download-events", 1), new OffsetAndMetadata(7));
        cluster.members = Optional.of(0);
        StartOffsets offsets = new StartOffsets(cluster.admin(), "waybill");

        assertThat(offsets.missing()).containsOnlyKeys("download-events-0", "download-events-2");
        assertThat(offsets.commit())
                .containsExactly(Map.entry("download-events-0", 100L), Map.entry("download-events-2", 102L));

        assertThat(cluster.committed)
                .hasSize(3)
                .containsEntry(new TopicPartition("download-events", 1), new OffsetAndMetadata(7))
                .containsEntry(new TopicPartition("download-events", 2), new OffsetAndMetadata(102));
        assertThat(offsets.commit()).isEmpty();
    }

    @Test
    void theLedgerIsReadFromItsBeginningToo() {
        cluster.topics.put("waybill.ledger", new TopicState(2, Map.of()));
        cluster.members = Optional.of(0);

        assertThat(new StartOffsets(cluster.admin(), "waybill").commit())
                .containsOnlyKeys("waybill.ledger-0", "waybill.ledger-1");
    }

    @Test
    void commitsNothingWhileTheApplicationRuns() {
        cluster.topics.put("download-events", new TopicState(1, Map.of()));
        cluster.members = Optional.of(1);

        assertThatThrownBy(() -> new StartOffsets(cluster.admin(), "waybill").commit())
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("cannot commit start offsets while the application waybill runs");
        assertThat(cluster.committed).isEmpty();
    }

    @Test
    void aGroupThatMayNotBeDescribedIsNotTakenForStopped() {
        cluster.topics.put("download-events", new TopicState(1, Map.of()));
        cluster.groupRefusal = Optional.of(new GroupAuthorizationException("no right"));

        assertThatThrownBy(() -> new StartOffsets(cluster.admin(), "waybill").commit())
                .isInstanceOf(ClusterException.class)
                .hasMessage("could not describe the application waybill: no right");
        assertThat(cluster.committed).isEmpty();
    }

    @Test
    void retryMarksGoToEveryTopicThatMayHoldPartsOfTheExport() {
        ExportId export = new ExportId("acme", "downloads");
        cluster.topics.put(DEDICATED, new TopicState(1, Map.of()));
        cluster.topics.put("waybill.delivery", new TopicState(16, Map.of()));
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

        Map<String, Long> written = new RetryMarks(cluster.admin(), producer).write(export);

        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactlyInAnyOrder(DEDICATED, "waybill.delivery");
        assertThat(producer.history())
                .allSatisfy(mark -> assertThat(mark.value()).isNull());
        assertThat(written).hasSize(2).containsKey(DEDICATED + "-0");
    }

    @Test
    void noRetryMarkIsWrittenWhereThereIsNoTopic() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

        assertThat(new RetryMarks(cluster.admin(), producer).write(new ExportId("acme", "downloads")))
                .isEmpty();
        assertThat(producer.history()).isEmpty();
    }

    /** Fails with what it was given; those of the library always have a cause. */
    private static final class FailingFuture extends CompletableFuture<String> {
        private final ExecutionException failure;

        FailingFuture(ExecutionException failure) {
            this.failure = failure;
        }

        @Override
        public String get() throws ExecutionException {
            throw failure;
        }
    }
}
