package dev.waybill.sink;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lanes whose next call waits for a thread. Places take turns, so do the tenants of a place, and the lanes of a tenant:
 * who has much to do does not come before who has little. Guarded by the {@link Dispatcher}'s lock.
 */
final class WaitingLanes {
    private final Map<Place, Map<String, Deque<Lane>>> places = new LinkedHashMap<>();
    private final Map<Lane, Place> placeOf = new HashMap<>();

    /** A lane and the place that its call was admitted to. */
    record Turn(Lane lane, Place place) {}

    void add(Lane lane, Place place) {
        placeOf.put(lane, place);
        places.computeIfAbsent(place, key -> new LinkedHashMap<>())
                .computeIfAbsent(lane.key().tenant(), key -> new ArrayDeque<>())
                .add(lane);
    }

    /** Does nothing if the lane is not waiting. */
    void remove(Lane lane) {
        Place place = placeOf.remove(lane);
        if (place != null) {
            Map<String, Deque<Lane>> tenants = places.get(place);
            Deque<Lane> lanes = tenants.get(lane.key().tenant());
            lanes.remove(lane);
            tidy(place, tenants, lane.key().tenant(), lanes);
        }
    }

    /** Takes out whose turn it is among those that {@code threads} admits; empty if none is. */
    Optional<Turn> next(Shares threads) {
        for (Map.Entry<Place, Map<String, Deque<Lane>>> waiting : places.entrySet()) {
            Place place = waiting.getKey();
            if (threads.admitsAny(place, 1)) {
                for (Map.Entry<String, Deque<Lane>> tenant : waiting.getValue().entrySet()) {
                    if (threads.admits(place, tenant.getKey(), 1)) {
                        return Optional.of(take(place, waiting.getValue(), tenant.getKey(), tenant.getValue()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Turn take(Place place, Map<String, Deque<Lane>> tenants, String tenant, Deque<Lane> lanes) {
        Lane lane = lanes.remove();
        placeOf.remove(lane);
        tenants.remove(tenant);
        tenants.put(tenant, lanes);
        places.remove(place);
        places.put(place, tenants);
        tidy(place, tenants, tenant, lanes);
        return new Turn(lane, place);
    }

    private void tidy(Place place, Map<String, Deque<Lane>> tenants, String tenant, Deque<Lane> lanes) {
        if (lanes.isEmpty()) {
            tenants.remove(tenant);
        }
        if (tenants.isEmpty()) {
            places.remove(place);
        }
    }
}
