package dev.waybill.receipt;

import dev.waybill.catalog.reign.Ruled;
import dev.waybill.window.Window;
import java.time.Instant;

/** A version that rules, and from when until when. */
record Stretch(VersionTerms version, Ruled ruled) {
    /**
     * The window that holds an instant of the reign, as delivery has it.
     *
     * @throws CannotStateException if there is a fault in the schedule
     */
    Window windowAt(Instant instant) {
        try {
            Instant start = version.edges().edgeAtOrBefore(instant);
            Instant end = version.edges().edgeAtOrAfter(instant.plusNanos(1));
            return ruled.window(new Window(start, end));
        } catch (RuntimeException | StackOverflowError e) {
            throw new CannotStateException("there is a fault in the schedule of version " + version.id(), e);
        }
    }

    /** Whether it is one of the windows of the reign, which goes on where the window starts. */
    boolean has(Window window) {
        return windowAt(window.start()).equals(window);
    }

    /** Whether the reign goes on at this instant, which is not before its beginning. */
    boolean goesOnAt(Instant instant) {
        return ruled.until().map(instant::isBefore).orElse(true);
    }
}
