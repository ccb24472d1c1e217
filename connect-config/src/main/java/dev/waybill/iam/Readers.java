package dev.waybill.iam;

import java.util.List;

/** What all policies for readers need. */
final class Readers {
    private Readers() {}

    static List<Location> require(List<Location> locations) {
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("a reader's policy needs a location");
        }
        return List.copyOf(locations);
    }
}
