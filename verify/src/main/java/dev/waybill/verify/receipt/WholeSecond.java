package dev.waybill.verify.receipt;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Instants of receipts: in UTC, with whole seconds; without colons in names, as in the names of parts. */
final class WholeSecond {
    /** {@code 20260304T050000Z}. */
    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WholeSecond() {}

    static void require(String name, Instant instant) {
        if (!instant.truncatedTo(ChronoUnit.SECONDS).equals(instant)) {
            throw new IllegalArgumentException(name + " must be a whole second, not " + instant);
        }
    }

    static String inNames(Instant instant) {
        return IN_NAMES.format(instant);
    }
}
