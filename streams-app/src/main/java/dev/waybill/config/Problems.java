package dev.waybill.config;

import dev.waybill.spec.Place;
import dev.waybill.spec.Problem;

/** Makes problems of the messages that constructors and compilers throw. */
final class Problems {
    private static final String HINT = "; ";

    private Problems() {}

    /** What follows the first semicolon of a message is the hint. */
    static Problem of(Place place, String message, String value) {
        int hint = message.indexOf(HINT);
        return hint < 0
                ? new Problem(place, value, message, "")
                : new Problem(place, value, message.substring(0, hint), message.substring(hint + HINT.length()));
    }
}
