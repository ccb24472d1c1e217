package dev.waybill.spec.yaml;

/**
 * One thing that is wrong with a spec.
 *
 * @param place where
 * @param value what stands there, empty where that says nothing or might be a secret
 * @param message what is wrong, without the value
 * @param hint what to do; empty where the message says it already
 */
public record Problem(Place place, String value, String message, String hint) {
    private static final int MAX_VALUE = 80;
    private static final String HINT = "; ";

    public Problem {
        value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }

    /**
     * The problem that a constructor, a parser or a compiler has thrown a message about: what follows its first semicolon is
     * the hint.
     *
     * @param value what is wrong; empty where that says nothing or might be a secret
     */
    public static Problem of(Place place, String message, String value) {
        int hint = message.indexOf(HINT);
        return hint < 0
                ? new Problem(place, value, message, "")
                : new Problem(place, value, message.substring(0, hint), message.substring(hint + HINT.length()));
    }

    /** A problem with neither value nor hint. */
    public static Problem at(Place place, String message) {
        return new Problem(place, "", message, "");
    }

    /** The same problem showing the wrong value; never call this with a value that may be secret. */
    public Problem value(String wrong) {
        return new Problem(place, wrong, message, hint);
    }

    /** The same problem with advice. */
    public Problem hint(String advice) {
        return new Problem(place, value, message, advice);
    }

    /** What is wrong and what to do, on one line, without the place. */
    public String text() {
        StringBuilder text = new StringBuilder(message);
        if (!value.isEmpty()) {
            text.append(": \"");
            value.chars().forEach(c -> text.append(Character.isISOControl(c) ? '?' : (char) c));
            text.append('"');
        }
        if (!hint.isEmpty()) {
            text.append("; ").append(hint);
        }
        return text.toString();
    }
}
