package dev.waybill.sink.backlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of an export whose parts a backlog delivers. A version that came from another backlog is delivered here
 * from an offset on: the other one has delivered what is before it. Guarded like its {@link Backlog}.
 */
final class Versions {
    private final Map<String, Long> from = new HashMap<>();

    /** Whether the part of this version at this offset is to be delivered here; the version belongs here from now on. */
    boolean take(String version, long offset) {
        return offset >= from.computeIfAbsent(version, any -> 0L);
    }

    /** Takes a version over from an offset on; false if that changes nothing. */
    boolean takeOver(String version, long first) {
        Long already = from.get(version);
        if (already != null && already <= first) {
            return false;
        }
        from.put(version, first);
        return true;
    }

    /** What any other backlog has delivered from this offset on does not count any more. */
    void goBackTo(long offset) {
        from.replaceAll((version, first) -> Math.min(first, offset));
    }

    void leave(String version) {
        from.remove(version);
    }

    List<String> all() {
        return new ArrayList<>(from.keySet());
    }

    /** One of them, all of which have the same destination; empty if there is none. */
    Optional<String> any() {
        return from.keySet().stream().findFirst();
    }

    boolean isEmpty() {
        return from.isEmpty();
    }
}
