package dev.waybill.control.doctor.check;

import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.stream.Stream;

/** Names beside a destination's prefix, at which the role should not be able to write. Nothing else has such names. */
final class OutsideNames {
    private static final String NAME = "_waybill-doctor-outside.json";

    private OutsideNames() {}

    /**
     * One in the folder that the prefix stands in, one that begins like the prefix, which a policy without the slash would
     * allow, and if those are of another export, one at the top.
     *
     * @param sameRights destinations that may be written with the same rights; names below their prefixes are left out
     * @return empty if everything may be written
     */
    static List<String> of(S3Destination destination, List<S3Destination> sameRights) {
        String prefix = destination.prefix();
        if (prefix.isEmpty()) {
            return List.of();
        }
        List<String> beside = Stream.of(prefix.substring(0, prefix.lastIndexOf('/') + 1) + NAME, prefix + NAME)
                .filter(name -> isOutside(name, sameRights))
                .toList();
        return beside.isEmpty()
                ? Stream.of(NAME).filter(name -> isOutside(name, sameRights)).toList()
                : beside;
    }

    private static boolean isOutside(String name, List<S3Destination> destinations) {
        return destinations.stream()
                .map(S3Destination::prefix)
                .noneMatch(prefix -> prefix.isEmpty() || name.startsWith(prefix + "/"));
    }
}
