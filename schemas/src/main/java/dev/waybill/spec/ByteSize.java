package dev.waybill.spec;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size in bytes as text: {@code 8MiB}, {@code 512KiB}, {@code 1048576}. */
public final class ByteSize {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(B|KiB|MiB)?");
    private static final Pattern DECIMAL = Pattern.compile("([0-9]{1,9})\\s*([kKmM])i?[bB]?");

    private ByteSize() {}

    /**
     * The bytes that a text says.
     *
     * @throws IllegalArgumentException if the text is not a size below 2 GiB
     */
    public static int parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            Matcher near = DECIMAL.matcher(text);
            String example = near.matches() ? near.group(1) + near.group(2).toUpperCase(Locale.ROOT) + "iB" : "8MiB";
            throw new IllegalArgumentException("must be a size in B, KiB or MiB; write " + example);
        }
        String unit = matcher.group(2);
        long factor = unit == null || unit.equals("B") ? 1 : unit.equals("KiB") ? 1024 : 1024 * 1024;
        long bytes = Long.parseLong(matcher.group(1)) * factor;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("must be below 2GiB");
        }
        return (int) bytes;
    }
}
