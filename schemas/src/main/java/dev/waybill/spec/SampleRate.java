package dev.waybill.spec;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The share of events that a sample takes.
 *
 * @param perMillion events of a million, 1 to 1,000,000
 */
public record SampleRate(int perMillion) {
    public static final SampleRate ALL = new SampleRate(1_000_000);

    /** Four decimals of a percentage are parts per million, so nothing is ever rounded. */
    static final String SYNTAX = "[0-9]{1,3}(\\.[0-9]{1,4})?%";

    private static final Pattern PERCENT = Pattern.compile(SYNTAX);
    private static final int PER_PERCENT = 10_000;

    public SampleRate {
        if (perMillion < 1 || perMillion > 1_000_000) {
            throw new IllegalArgumentException("must be above 0% and at most 100%; write 10%");
        }
    }

    /**
     * A percentage, {@code 10%} or {@code 0.25%}.
     *
     * @throws IllegalArgumentException if it is not one, is out of range, or is finer than 0.0001%
     */
    public static SampleRate parse(String text) {
        if (!PERCENT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a percentage with at most four decimals; write 10%");
        }
        BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
        return new SampleRate(percent.multiply(BigDecimal.valueOf(PER_PERCENT)).intValueExact());
    }

    /** The percentage, as short as it can be written. */
    @Override
    public String toString() {
        BigDecimal percent = BigDecimal.valueOf(perMillion).divide(BigDecimal.valueOf(PER_PERCENT));
        return percent.stripTrailingZeros().toPlainString() + "%";
    }
}
