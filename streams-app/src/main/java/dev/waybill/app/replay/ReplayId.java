package dev.waybill.app.replay;

import dev.waybill.contract.GroupNames;
import dev.waybill.contract.Sha256;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names a replay: its application id, its topic and its folder in the bucket.
 *
 * @param text letters, digits and hyphens
 */
public record ReplayId(String text) {
    /** What it must match. */
    public static final String SYNTAX = "[a-z0-9][a-z0-9-]{0,31}";

    private static final Pattern PATTERN = Pattern.compile(SYNTAX);
    private static final int HASHED = 12;

    /** @throws IllegalArgumentException if the text is no id */
    public ReplayId {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a replay's id must match " + SYNTAX);
        }
    }

    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    /**
     * The id of a request that nobody gave one: the same for the same request.
     *
     * @param versions those it is about, by export, where they are not those that reigned
     */
    static ReplayId of(ReplayRequest request, Map<String, String> versions) {
        SortedMap<String, String> sorted = new TreeMap<>(versions);
        String asked = String.join(
                "\n",
                request.scope(),
                request.from().toString(),
                request.to().toString(),
                request.versions().word(),
                sorted.toString(),
                request.place().word(),
                request.place() instanceof LocalFolder folder ? folder.path().toString() : "");
        return new ReplayId(Sha256.hex(asked).substring(0, HASHED));
    }

    /** The application id of the replay, beside this one. */
    String applicationId(String live) {
        return GroupNames.replayPrefix(live) + text;
    }

    @Override
    public String toString() {
        return text;
    }
}
