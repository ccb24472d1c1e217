package dev.waybill.kind.layout;

import java.util.regex.Pattern;

/** Checks options that become a segment of an object's name. */
final class Segment {
    static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private Segment() {}

    /** @throws IllegalArgumentException unless the value is 1 to 63 letters, digits, dots, underscores and hyphens */
    static void require(String option, String value) {
        requireMatch(
                PLAIN, option, value, "must be one plain word; 1 to 63 of A-Z, a-z, 0-9, dot, underscore and hyphen");
    }

    /** @throws IllegalArgumentException with the option's name and the message unless the value matches */
    static void requireMatch(Pattern pattern, String option, String value, String message) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(option + " " + message);
        }
    }
}
