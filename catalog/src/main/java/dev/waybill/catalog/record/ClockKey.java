package dev.waybill.catalog.record;

/** The record that every writer sends first, to learn the broker's time. */
public enum ClockKey implements CatalogKey {
    CLOCK;

    static final String TEXT = "_clock";

    @Override
    public String text() {
        return TEXT;
    }
}
