package dev.waybill.delivery;

/** When a record arrived, milliseconds since the epoch, if that is known. */
public final class Arrival {
    /** In place of a time that is not known. */
    public static final long UNKNOWN = 0;

    private Arrival() {}

    /** The time of arrival, or {@code otherwise} where it is unknown. */
    public static long orElse(long arrivalMillis, long otherwise) {
        return arrivalMillis == UNKNOWN ? otherwise : arrivalMillis;
    }
}
