package dev.waybill.config;

import java.util.Locale;

/** The one rule by which Java names become YAML names. */
final class Kebab {
    private Kebab() {}

    /** {@code keepLast} and {@code KeepLast} become {@code keep-last}, {@code S3AccessLog} becomes {@code s3-access-log}. */
    static String of(String javaName) {
        return javaName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** {@code TWO_WORDS} becomes {@code two-words}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
