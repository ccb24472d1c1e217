package dev.waybill.app;

import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;

/** What the state of the Streams client means for those who watch the process. */
final class AppState {
    private AppState() {}

    /**
     * Why the process should be killed. Rebalancing is not a reason: restoring state can take long, and killing it then
     * would only make it begin again.
     */
    static Optional<String> dead(State state) {
        return switch (state) {
            case ERROR, PENDING_ERROR, NOT_RUNNING -> Optional.of("the application has stopped: its state is " + state);
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> Optional.empty();
        };
    }

    /** Why a rollout should wait. */
    static Optional<String> unready(State state) {
        return state == State.RUNNING ? Optional.empty() : Optional.of("the application's state is " + state);
    }
}
