package dev.waybill.contract;

import java.util.Locale;

/** The one rule by which Java names become the names in specs and settings: lower-case words joined by hyphens. */
public final class YamlName {
    private YamlName() {}

    /** {@code keepLast} and {@code KeepLast} become {@code keep-last}, {@code S3AccessLog} becomes {@code s3-access-log}. */
    public static String of(String javaName) {
        return javaName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** {@code TWO_WORDS} becomes {@code two-words}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
