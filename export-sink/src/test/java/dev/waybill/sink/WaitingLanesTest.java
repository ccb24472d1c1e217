package dev.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.Place;
import dev.waybill.sink.lane.Lane;
import dev.waybill.sink.lane.LaneKey;
import dev.waybill.sink.lane.Shares;
import dev.waybill.sink.lane.WaitingLanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WaitingLanesTest {
    private static final Place ONE = new Place("one");
    private static final Place TWO = new Place("two");

    private final WaitingLanes waiting = new WaitingLanes();
    private final Shares threads = new Shares(1_000, 4, 16);

    @Test
    void placesTakeTurnsAndSoDoTheTenantsOfAPlace() {
        // Given
        waiting.add(lane("acme", "a"), ONE);
        waiting.add(lane("acme", "b"), ONE);
        waiting.add(lane("acme", "c"), ONE);
        waiting.add(lane("globex", "a"), ONE);
        waiting.add(lane("initech", "a"), TWO);

        // Then
        assertThat(all())
                .containsExactly(
                        "acme/a at one", "initech/a at two", "globex/a at one", "acme/b at one", "acme/c at one");
    }

    @Test
    void passesOverWhoMayHaveNoThread() {
        // Given: a place that has its share, and a tenant who has his
        threads.take(ONE, "umbrella", 250);
        threads.take(TWO, "acme", 60);
        waiting.add(lane("globex", "a"), ONE);
        waiting.add(lane("acme", "a"), TWO);
        waiting.add(lane("initech", "a"), TWO);

        // Then
        assertThat(all()).containsExactly("initech/a at two");
        threads.giveBack(TWO, "acme", 60);
        threads.giveBack(ONE, "umbrella", 250);
        assertThat(all()).containsExactly("globex/a at one", "acme/a at two");
    }

    @Test
    void forgetsALaneAndNoOther() {
        // Given
        Lane gone = lane("acme", "a");
        waiting.add(gone, ONE);
        waiting.add(lane("acme", "b"), ONE);
        waiting.add(lane("globex", "a"), TWO);

        // When
        waiting.remove(gone);
        waiting.remove(gone);

        // Then
        assertThat(all()).containsExactly("acme/b at one", "globex/a at two");
    }

    private List<String> all() {
        List<String> turns = new ArrayList<>();
        for (Optional<WaitingLanes.Turn> turn = waiting.next(threads); turn.isPresent(); turn = waiting.next(threads)) {
            turns.add(turn.get().lane().key().export().orElseThrow() + " at "
                    + turn.get().place().name());
        }
        return turns;
    }

    private static Lane lane(String tenant, String export) {
        return new Lane(
                new LaneKey(new TopicPartition("waybill.delivery", 0), Optional.of(new ExportId(tenant, export))));
    }
}
