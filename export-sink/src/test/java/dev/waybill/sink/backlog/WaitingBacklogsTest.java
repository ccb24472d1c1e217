package dev.waybill.sink.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WaitingBacklogsTest {
    private static final Endpoint ONE = new Endpoint("one");
    private static final Endpoint TWO = new Endpoint("two");

    private final WaitingBacklogs waiting = new WaitingBacklogs();
    private final Shares threads = new Shares(1_000, 4, 16);

    @Test
    void placesTakeTurnsAndSoDoTheTenantsOfAPlace() {
        // Given
        waiting.add(backlog("acme", "a"), ONE);
        waiting.add(backlog("acme", "b"), ONE);
        waiting.add(backlog("acme", "c"), ONE);
        waiting.add(backlog("globex", "a"), ONE);
        waiting.add(backlog("initech", "a"), TWO);

        // Then
        assertThat(all())
                .containsExactly(
                        "acme/a at one", "initech/a at two", "globex/a at one", "acme/b at one", "acme/c at one");
    }

    @Test
    void passesOverWhoMayHaveNoThread() {
        // Given: an endpoint that has its share, and a tenant who has his
        threads.take(ONE, "umbrella", 250);
        threads.take(TWO, "acme", 60);
        waiting.add(backlog("globex", "a"), ONE);
        waiting.add(backlog("acme", "a"), TWO);
        waiting.add(backlog("initech", "a"), TWO);

        // Then
        assertThat(all()).containsExactly("initech/a at two");
        threads.giveBack(TWO, "acme", 60);
        threads.giveBack(ONE, "umbrella", 250);
        assertThat(all()).containsExactly("globex/a at one", "acme/a at two");
    }

    @Test
    void forgetsABacklogAndNoOther() {
        // Given
        Backlog gone = backlog("acme", "a");
        waiting.add(gone, ONE);
        waiting.add(backlog("acme", "b"), ONE);
        waiting.add(backlog("globex", "a"), TWO);

        // When
        waiting.remove(gone);
        waiting.remove(gone);

        // Then
        assertThat(all()).containsExactly("acme/b at one", "globex/a at two");
    }

    private List<String> all() {
        List<String> turns = new ArrayList<>();
        for (Optional<WaitingBacklogs.Admission> turn = waiting.next(threads);
                turn.isPresent();
                turn = waiting.next(threads)) {
            turns.add(turn.get().backlog().key().export().orElseThrow() + " at "
                    + turn.get().endpoint().name());
        }
        return turns;
    }

    private static Backlog backlog(String tenant, String export) {
        return new Backlog(new BacklogKey(
                new TopicPartition("waybill.delivery", 0),
                Optional.of(new ExportId(tenant, export)),
                Optional.empty()));
    }
}
