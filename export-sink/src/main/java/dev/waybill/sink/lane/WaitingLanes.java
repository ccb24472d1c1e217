package dev.waybill.sink.lane;

import dev.waybill.sink.destination.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lanes whose next call waits for a thread. Places take turns, so do the tenants of a place, and the lanes of a tenant:
 * who has much to do does not come before who has little. Guarded by the {@link Dispatcher}'s lock.
 */
public final class WaitingLanes {
    private final Map<Place, Map<String, Deque<Lane>>> places = new LinkedHashMap<>();

    /** A lane and the place that its call was admitted to. */
    public record Turn(Lane lane, Place place) {}

    public void add(Lane lane, Place place) {
        places.computeIfAbsent(place, key -> new LinkedHashMap<>())
                .computeIfAbsent(lane.key().tenant(), key -> new ArrayDeque<>())
                .add(lane);
    }

    /** Does nothing if the lane is not waiting. */
    public void remove(Lane lane) {
        places.values().removeIf(tenants -> {
            tenants.computeIfPresent(lane.key().tenant(), (tenant, lanes) -> {
                lanes.remove(lane);
                return lanes.isEmpty() ? null : lanes;
            });
            return tenants.isEmpty();
        });
    }

    /** Takes out whose turn it is among those that {@code threads} admits; empty if none is. */
    public Optional<Turn> next(Shares threads) {
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
        // To the end of the order, unless nothing is left.
        tenants.remove(tenant);
        if (!lanes.isEmpty()) {
            tenants.put(tenant, lanes);
        }
        places.remove(place);
        if (!tenants.isEmpty()) {
            places.put(place, tenants);
        }
        return new Turn(lane, place);
    }
}
