package dev.waybill.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The output formats an export can name. Renaming a constant breaks the specs of users: the YAML name is the constant
 * in kebab case.
 */
public enum FormatName {
    CSV,
    JSON_LINES,
    JSON_LINES_TIMESTAMP,
    JSON_ARRAY,
    APACHE_COMMON,
    APACHE_COMBINED,
    APACHE_CLOUDSMITH,
    S3_ACCESS_LOG,
    W3C;

    /** The name in an export spec, {@code json-lines}. */
    public String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The format called {@code kind} in an export spec. */
    public static Optional<FormatName> ofKind(String kind) {
        return Arrays.stream(values()).filter(name -> name.kind().equals(kind)).findFirst();
    }
}
