package dev.waybill.sink.catalog;

/** What a task knows of the catalog, for JMX. */
public interface CatalogStatusMXBean {
    /** Up to when the catalog is known, ISO-8601, by the worker's clock; empty before it was read once. */
    String getKnownUpTo();

    /** Seconds since then, -1 before it was read once: the number to alert on. */
    long getSecondsBehind();

    /** Why nothing new is learned, one sentence; empty while everything is well. */
    String getTrouble();

    /** Tenants that have a record. */
    long getTenants();

    /** Records of the catalog that this version of the sink cannot read. */
    long getUnreadableRecords();
}
