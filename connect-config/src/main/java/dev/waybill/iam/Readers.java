package dev.waybill.iam;

import java.util.List;

/** Makes the statements that all policies for readers share. */
final class Readers {
    private Readers() {}

    static List<Location> require(List<Location> locations) {
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("a reader's policy needs a location");
        }
        return List.copyOf(locations);
    }
}
