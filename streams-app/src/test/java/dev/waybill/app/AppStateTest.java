package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class AppStateTest {
    @Test
    void onlyWhatCannotRecoverIsDead() {
        Set<State> dead = Stream.of(State.values())
                .filter(state -> AppState.dead(state).isPresent())
                .collect(Collectors.toSet());

        assertThat(dead).isEqualTo(EnumSet.of(State.ERROR, State.PENDING_ERROR, State.NOT_RUNNING));
    }

    @Test
    void onlyWhatRunsIsReady() {
        assertThat(AppState.unready(State.RUNNING)).isEmpty();
        assertThat(AppState.unready(State.REBALANCING)).contains("the application's state is REBALANCING");
    }
}
