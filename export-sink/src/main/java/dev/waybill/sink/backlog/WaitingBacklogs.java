package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.Endpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The backlogs whose next call waits for a thread. Endpoints take turns, the tenants of an endpoint take turns, and so
 * do the backlogs of a tenant: having much to do brings nobody forward. Guarded by the {@link Dispatcher}'s lock.
 */
final class WaitingBacklogs {
    private final Map<Endpoint, Map<String, Deque<Backlog>>> endpoints = new LinkedHashMap<>();

    /** A backlog, and the endpoint that its call was admitted to. */
    record Admission(Backlog backlog, Endpoint endpoint) {}

    void add(Backlog backlog, Endpoint endpoint) {
        endpoints
                .computeIfAbsent(endpoint, key -> new LinkedHashMap<>())
                .computeIfAbsent(backlog.key().tenant(), key -> new ArrayDeque<>())
                .add(backlog);
    }

    /** Does nothing if the backlog is not waiting. */
    void remove(Backlog backlog) {
        endpoints.values().removeIf(tenants -> {
            tenants.computeIfPresent(backlog.key().tenant(), (tenant, backlogs) -> {
                backlogs.remove(backlog);
                return backlogs.isEmpty() ? null : backlogs;
            });
            return tenants.isEmpty();
        });
    }

    /** Takes out the backlog whose turn it is among those that {@code threads} admits; empty if it admits none. */
    Optional<Admission> next(Shares threads) {
        for (Map.Entry<Endpoint, Map<String, Deque<Backlog>>> waiting : endpoints.entrySet()) {
            Endpoint endpoint = waiting.getKey();
            if (threads.admitsAny(endpoint, 1)) {
                for (Map.Entry<String, Deque<Backlog>> tenant :
                        waiting.getValue().entrySet()) {
                    if (threads.admits(endpoint, tenant.getKey(), 1)) {
                        return Optional.of(take(endpoint, waiting.getValue(), tenant.getKey(), tenant.getValue()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Admission take(
            Endpoint endpoint, Map<String, Deque<Backlog>> tenants, String tenant, Deque<Backlog> backlogs) {
        Backlog backlog = backlogs.remove();
        // To the end of the order, unless nothing is left.
        tenants.remove(tenant);
        if (!backlogs.isEmpty()) {
            tenants.put(tenant, backlogs);
        }
        endpoints.remove(endpoint);
        if (!tenants.isEmpty()) {
            endpoints.put(endpoint, tenants);
        }
        return new Admission(backlog, endpoint);
    }
}
