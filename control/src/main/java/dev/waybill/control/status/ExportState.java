package dev.waybill.control.status;

import dev.waybill.contract.YamlName;
import java.time.Duration;

/** How it is with an export, in one word; {@code docs/reference/status.md} says what each means. */
public enum ExportState {
    /** Something on the platform's side is missing or cannot be read: nothing of it goes on before somebody acts. */
    BLOCKED,
    /** Somebody has paused it. */
    PAUSED,
    /** It is waited for something of its own: its destination, or what its spec needs. It is tried again. */
    HELD_BACK,
    /** Something of it should be in its bucket for an hour, and is not. */
    LATE,
    /** Something of it has closed and is on its way. */
    DUE,
    /** Everything that was due is in its bucket. */
    DELIVERING,
    /** No version rules it or will. */
    ENDED;

    /** What should have been in its bucket for longer than this is late. */
    public static final Duration LATE_AFTER = Duration.ofHours(1);

    /** As people and programs read it: {@code held-back}. */
    public String word() {
        return YamlName.of(this);
    }
}
