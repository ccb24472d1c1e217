package dev.waybill.control.preview.leak;

/**
 * A value that redaction hides in one event.
 *
 * @param field path of the field that held it
 * @param text as it stood there, or in a part of it
 * @param keepsNames whether it may stay within longer names, as {@code part-of-name: keep} says
 * @param chosenByClient whether nobody but the client says it, so that it is not looked for in what the platform states
 */
public record HiddenValue(String field, String text, boolean keepsNames, boolean chosenByClient) {
    /** Whether a text is an IP address, perhaps with brackets and a port. */
    public static boolean isAddress(String text) {
        return Address.parse(text).isPresent();
    }

    /** Names the field only. */
    @Override
    public String toString() {
        return "HiddenValue of " + field;
    }
}
