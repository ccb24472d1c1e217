package dev.waybill.imports;

import java.time.Clock;
import java.time.Instant;

/** Which timestamp the imported records get, and so whether their events count as on time. */
public enum Stamping {
    /** The line's own time: history runs as if it were live. */
    AS_IT_HAPPENED {
        @Override
        Instant stamp(Instant lineTime, Clock clock) {
            return lineTime;
        }
    },
    /** The time of the import: events of windows that are closed arrive late. */
    NOW {
        @Override
        Instant stamp(Instant lineTime, Clock clock) {
            return clock.instant();
        }
    };

    abstract Instant stamp(Instant lineTime, Clock clock);
}
