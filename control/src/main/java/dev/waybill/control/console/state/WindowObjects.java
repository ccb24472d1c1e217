package dev.waybill.control.console.state;

import java.util.List;

/**
 * The objects of a window.
 *
 * @param objects parts in the order in which they were emitted, then receipts
 * @param isWhole whether these are all that is known of
 */
public record WindowObjects(List<ObjectLine> objects, boolean isWhole) {
    static final WindowObjects NONE = new WindowObjects(List.of(), true);

    public WindowObjects {
        objects = List.copyOf(objects);
    }
}
