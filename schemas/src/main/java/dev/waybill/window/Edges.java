package dev.waybill.window;

/** The instants at which a schedule ends one window and begins the next. All times are seconds since the epoch. */
sealed interface Edges permits HourlyEdges, DailyEdges, CronEdges {
    /** The latest edge at or before {@code second}. */
    long atOrBefore(long second);

    /** The earliest edge after {@code second}. */
    long after(long second);
}
