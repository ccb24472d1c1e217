package dev.waybill.control.status;

import java.util.Map;

/**
 * Something that needs somebody.
 *
 * @param what is wrong, in one line
 * @param advice what to do about it
 */
public record Finding(String what, String advice) {
    String text() {
        return what + "; " + advice;
    }

    Map<String, Object> content() {
        return Map.of("what", what, "advice", advice);
    }
}
