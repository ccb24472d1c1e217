package dev.waybill.spec;

import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret is never written into a spec, but referred to: {@code ${env:NAME}} or {@code ${file:/path}}. The path is
 * absolute, since commands and processes that read one spec start in different folders.
 */
public final class ReferenceSyntax {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:env:[A-Za-z_][A-Za-z0-9_]*|file:/[^{}\\p{Cntrl}]+)}");
    private static final Pattern RELATIVE = Pattern.compile("\\$\\{file:(?!/)[^{}\\p{Cntrl}]*}");
    private static final Pattern OF_CONFIG_PROVIDER = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^{}]*}");

    private ReferenceSyntax() {}

    /** Whether the whole text is a reference. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** @throws IllegalArgumentException with fault and advice, if the whole text is no reference */
    public static void require(String text) {
        if (!isReference(text)) {
            throw new IllegalArgumentException("must " + fault(text) + "; " + advice(text));
        }
    }

    /** What a text that is no reference must do. Shows nothing of it: it may be the secret itself. */
    public static String fault(String text) {
        return isRelative(text) ? "name its file by an absolute path" : "refer to a secret, not hold it";
    }

    /** What to write instead of a text that is no reference. */
    public static String advice(String text) {
        return isRelative(text)
                ? "write the whole path: \"${file:/path}\""
                : "write \"${env:NAME}\" or \"${file:/path}\"";
    }

    private static boolean isRelative(String text) {
        return RELATIVE.matcher(text).matches();
    }

    /** Whether a reference stands in the text, to a secret of ours or of a Kafka config provider. */
    public static boolean holdsReference(String text) {
        return OF_CONFIG_PROVIDER.matcher(text).find();
    }

    /** The problem of a connector's secret that stands here itself, and not as a reference to a Kafka config provider. */
    public static Optional<Problem> problemOfConnectorSecret(Place place, String value) {
        return OF_CONFIG_PROVIDER.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(Problem.at(place, "must refer to a secret, not hold it")
                        .hint("write a reference to a Kafka config provider, ${file:/path:name}"));
    }
}
