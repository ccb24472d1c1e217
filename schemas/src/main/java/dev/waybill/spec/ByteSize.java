package dev.waybill.spec;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size in bytes as text: {@code 2GiB}, {@code 8MiB}, {@code 512KiB}, {@code 1048576}. */
public final class ByteSize {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(B|KiB|MiB|GiB)?");
    private static final Pattern DECIMAL = Pattern.compile("([0-9]{1,18})\\s*([kKmMgG])i?[bB]?");
    private static final Map<String, Long> FACTORS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private ByteSize() {}

    /**
     * The bytes that a text says.
     *
     * @throws IllegalArgumentException if the text is not a size, or a long cannot hold it
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            Matcher near = DECIMAL.matcher(text);
            String example = near.matches() ? near.group(1) + near.group(2).toUpperCase(Locale.ROOT) + "iB" : "8MiB";
            throw new IllegalArgumentException("must be a size in B, KiB, MiB or GiB; write " + example);
        }
        String unit = matcher.group(2);
        long factor = unit == null ? 1 : Objects.requireNonNull(FACTORS.get(unit));
        long number = Long.parseLong(matcher.group(1));
        if (number > Long.MAX_VALUE / factor) {
            throw new IllegalArgumentException("must be below 8589934592GiB");
        }
        return number * factor;
    }
}
