package dev.waybill.catalog.reign;

/** Why nobody rules an export any more. */
public enum Ending {
    /** Its spec is there and says {@code enabled: false}. */
    DISABLED(Unruled.DISABLED),
    /** Its spec is gone. */
    REMOVED(Unruled.REMOVED);

    private final Unruled unruled;

    Ending(Unruled unruled) {
        this.unruled = unruled;
    }

    /** What becomes of an event in this time. */
    public Unruled unruled() {
        return unruled;
    }
}
