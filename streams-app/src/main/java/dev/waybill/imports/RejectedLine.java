package dev.waybill.imports;

import java.util.Optional;

/**
 * A line that was set aside.
 *
 * @param number from 1
 * @param reason why, without the line's content
 * @param fitting the name of the format in which it would be an event
 */
public record RejectedLine(long number, String reason, Optional<String> fitting) {
    /** As it is printed. */
    @Override
    public String toString() {
        return "line " + number + ": " + reason
                + fitting.map(name -> "; it would fit --format " + name).orElse("");
    }
}
