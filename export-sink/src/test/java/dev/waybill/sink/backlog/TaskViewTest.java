package dev.waybill.sink.backlog;

import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.fake.Records;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TaskViewTest {
    private static final String TOPIC = Topics.SHARED_DELIVERY;

    private final SinkScenario sink = new SinkScenario();

    @Test
    void showsWhatWaitsAndWhy() {
        // Given
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(TOPIC, ACME, 1);
        sink.append(TOPIC, GLOBEX, 2);

        // When
        sink.settle();

        // Then
        assertThat(sink.dispatcher.view().backlogs())
                .satisfiesExactlyInAnyOrder(
                        acme -> {
                            assertThat(acme.key().tenant()).isEqualTo("acme");
                            assertThat(acme.state()).isEqualTo(BacklogState.RETRYING);
                            assertThat(acme.error()).contains(FailureKind.ROLE_REFUSED);
                            assertThat(acme.undeliveredSince()).contains(Instant.parse(Records.WRITTEN_AT));
                        },
                        globex -> {
                            assertThat(globex.key().tenant()).isEqualTo("globex");
                            assertThat(globex.state()).isEqualTo(BacklogState.IDLE);
                            assertThat(globex.error()).isEmpty();
                            assertThat(globex.undeliveredSince()).isEmpty();
                        });
    }

    @Test
    void showsAPauseAsNoError() {
        // Given
        sink.store.add(ACME, "acme-logs");
        sink.store.pauses.put(ACME, new Pause(sink.clock.instant(), "ops", "ticket 7"));
        sink.append(TOPIC, ACME, 1);

        // When
        sink.settle();

        // Then
        assertThat(sink.dispatcher.view().backlogs()).singleElement().satisfies(paused -> {
            assertThat(paused.state()).isEqualTo(BacklogState.PAUSED);
            assertThat(paused.error()).isEmpty();
            assertThat(paused.undeliveredSince()).isPresent();
        });
    }

    @Test
    void keepsWhatWasCountedInPartitionsThatAreTakenAway() {
        // Given
        sink.store.add(ACME, "acme-logs");
        sink.append(TOPIC, ACME, 1, 2);
        sink.settle();
        BacklogTotals before = sink.dispatcher.view().totals();

        // When
        sink.dispatcher.revoke(List.of(new TopicPartition(TOPIC, 0)));

        // Then
        assertThat(before.deliveredObjects()).isEqualTo(2);
        assertThat(before.deliveredBytes())
                .isEqualTo(Records.bytes("acme/downloads#1").length + Records.bytes("acme/downloads#2").length);
        assertThat(sink.dispatcher.view()).isEqualTo(new TaskView(List.of(), before, 0));
    }
}
