package dev.waybill.redact.search;

/**
 * Counts the steps of a search: looks at a byte, a character or a transition. It must grow with the event's size only.
 */
public final class Work {
    private long steps;

    void add(long more) {
        steps += more;
    }

    public long steps() {
        return steps;
    }
}
