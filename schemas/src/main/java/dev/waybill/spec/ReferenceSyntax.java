package dev.waybill.spec;

import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/** A secret is never written into a spec, but referred to: {@code ${env:NAME}} or {@code ${file:/path}}. */
public final class ReferenceSyntax {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:env:[A-Za-z_][A-Za-z0-9_]*|file:/[^{}\\p{Cntrl}]+)}");
    private static final Pattern OF_CONFIG_PROVIDER = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^{}]*}");

    private ReferenceSyntax() {}

    /** Whether the whole text is a reference. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
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
