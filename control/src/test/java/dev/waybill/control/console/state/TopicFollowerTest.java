package dev.waybill.control.console.state;

import static dev.waybill.control.console.state.ConsoleScenario.DOWNLOADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.topics.TopicState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {
    private static final String FIVE = "2026-03-04T05:00:00Z";

    private final ConsoleScenario scenario = new ConsoleScenario();
    private final List<MockConsumer<byte[], byte[]>> made = new ArrayList<>();
    private final TopicFollower follower = new TopicFollower(
            () -> {
                MockConsumer<byte[], byte[]> consumer =
                        (MockConsumer<byte[], byte[]>) scenario.clients.consumer(Map.of());
                made.add(consumer);
                return consumer;
            },
            () -> new FollowedState("waybill", FollowedState.Bounds.DEFAULT),
            Clock.fixed(Instant.parse("2026-03-04T08:00:00Z"), ZoneOffset.UTC));

    TopicFollowerTest() {
        scenario.at("2026-03-04T06:10:20Z");
    }

    @Test
    void goesOnWhereItWasAfterABrokerDidNotAnswer() {
        // Given
        scenario.whole(DOWNLOADS, FIVE, 0);
        follow();
        made.get(0).setPollException(new KafkaException("no broker"));

        // When
        boolean failed = follower.round();
        Optional<String> trouble = follower.trouble();
        scenario.delivered(DOWNLOADS, FIVE, 0, 0);
        follow();

        // Then
        assertThat(failed).isFalse();
        assertThat(made.get(0).closed()).isTrue();
        assertThat(trouble).contains("the ledger and the deliveries cannot be read: no broker");
        assertThat(follower.trouble()).isEmpty();
        WindowRow row = row();
        assertThat(row.parts).as("nothing was taken twice").isEqualTo(1);
        assertThat(row.arrived).isEqualTo(1);
        assertThat(row.delivered).isEqualTo(10);
    }

    /** What it knew may be of entries that were never there. */
    @Test
    void beginsAgainWhereTheTopicWasCutOff() {
        // Given
        scenario.whole(DOWNLOADS, FIVE, 0);
        follow();
        FollowedState before = follower.state();
        made.get(0).setPollException(new OffsetOutOfRangeException(Map.of(new TopicPartition(Topics.LEDGER, 0), 9L)));

        // When
        follower.round();
        assertThat(follower.knownUpTo()).isEmpty();
        follow();

        // Then
        assertThat(follower.state()).isNotSameAs(before);
        assertThat(row().delivered).isEqualTo(10);
    }

    @Test
    void readsATopicThatIsMadeLater() {
        // Given
        scenario.clients.cluster.topics.remove(Topics.DELIVERIES);
        scenario.whole(DOWNLOADS, FIVE, 0).passed(Source.DOWNLOAD, 0, 1, "2026-03-04T07:19:00Z");
        follow();
        assertThat(follower.knownUpTo()).containsOnlyKeys(Topics.LEDGER);

        // When
        scenario.clients.cluster.topics.put(Topics.DELIVERIES, new TopicState(Topics.DELIVERIES_PARTITIONS, Map.of()));
        scenario.delivered(DOWNLOADS, FIVE, 0, 0);
        follower.lookForTopics();
        follow();

        // Then
        assertThat(follower.knownUpTo()).containsOnlyKeys(Topics.LEDGER, Topics.DELIVERIES);
        assertThat(row().arrived).isEqualTo(1);
        assertThat(row().parts).isEqualTo(1);
        assertThat(made).hasSize(2);
    }

    @Test
    void withoutTopicsNothingIsKnownAndNothingFails() {
        // Given
        scenario.clients.cluster.topics.clear();

        // Then
        assertThat(follower.round()).isTrue();
        assertThat(follower.knownUpTo()).isEmpty();
    }

    @Test
    void readsWhatWasWrittenInTheLastThirtyDays() {
        // Given
        scenario.at("2026-02-02T07:59:59Z").whole(DOWNLOADS, "2026-02-02T06:00:00Z", 0);
        scenario.at("2026-02-02T08:00:01Z")
                .finished(DOWNLOADS, "2026-02-02T06:00:00Z", 1, new LedgerCounts(1, 0, 1, 0, 0));

        // When
        follow();

        // Then
        WindowRow row = follower.state()
                .find(DOWNLOADS)
                .flatMap(book -> book.row(Instant.parse("2026-02-02T06:00:00Z")))
                .orElseThrow();
        assertThat(row.delivered).isZero();
        assertThat(row.filtered).isEqualTo(1);
        assertThat(follower.state().wholeFrom(DOWNLOADS, Source.DOWNLOAD))
                .isEqualTo(Instant.parse("2026-02-02T08:00:01Z"));
    }

    private void follow() {
        for (int round = 0; !follower.round(); round++) {
            assertThat(round).as("rounds without coming to the end").isLessThan(100);
        }
    }

    private WindowRow row() {
        return follower.state()
                .find(DOWNLOADS)
                .flatMap(book -> book.row(Instant.parse(FIVE)))
                .orElseThrow();
    }
}
