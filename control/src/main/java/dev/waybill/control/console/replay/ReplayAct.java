package dev.waybill.control.console.replay;

import dev.waybill.app.replay.ReplayId;
import dev.waybill.control.replay.KnownReplay;
import dev.waybill.control.replay.ReplayDesk;
import java.util.Optional;

/** What can be done with a replay that has begun. */
enum ReplayAct {
    /** Goes on with it. */
    RESUME("resume", "replay_resumed", "Go on with a replay that has begun and is not done") {
        @Override
        Optional<KnownReplay> on(ReplayDesk desk, ReplayId id) {
            return desk.resume(id);
        }
    },
    /** Stops it. */
    STOP("stop", "replay_stopped", "Stop a replay soon; it can be gone on with") {
        @Override
        Optional<KnownReplay> on(ReplayDesk desk, ReplayId id) {
            return desk.stop(id);
        }
    },
    /** Deletes what it has left. */
    FORGET("forget", "replay_forgotten", "Delete what a replay has left in the cluster; what it has delivered stays") {
        @Override
        Optional<KnownReplay> on(ReplayDesk desk, ReplayId id) {
            return desk.forget(id);
        }
    };

    private final String word;
    private final String event;
    private final String summary;

    ReplayAct(String word, String event, String summary) {
        this.word = word;
        this.event = event;
        this.summary = summary;
    }

    String word() {
        return word;
    }

    /** The type of the audit event. */
    String event() {
        return event;
    }

    String summary() {
        return summary;
    }

    /** Does it; answers what is, or was, known of the replay; empty if there is none. */
    abstract Optional<KnownReplay> on(ReplayDesk desk, ReplayId id);
}
