package dev.waybill.sink.deliveries;

/** What a task has said on {@code waybill.deliveries} since it was started, for JMX. */
public interface StatedDeliveriesMXBean {
    /** Records that all in-sync replicas have. */
    long getStated();

    /** Records that were given up, for want of room or because they were not acknowledged in time. */
    long getDropped();

    /** Records that are neither yet. */
    long getWaiting();

    /** Why records were last dropped, in a few words; empty while nothing is wrong. */
    String getTrouble();
}
