package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.Endpoint;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Divides something limited, threads or bytes, among endpoints and tenants, so that none of them can use it up. An
 * endpoint may hold a certain part of what is free, a tenant a smaller part of it. So the more the others hold, the
 * less anybody gets, and something always stays free. A holder of nothing may take some of it, however small the parts
 * have become. Guarded by the {@link Dispatcher}'s lock.
 *
 * <p>The rule is that of Choudhury and Hahne, "Dynamic queue length thresholds for shared-memory packet switches"
 * (1998).
 */
final class Shares {
    private final long capacity;
    private final int endpointsPart;
    private final int tenantsPart;
    private final Map<Endpoint, Long> byEndpoint = new HashMap<>();
    private final Map<String, Long> byTenant = new HashMap<>();
    private long used;

    /**
     * Divides this much.
     *
     * @param endpointsPart which part of what stays free an endpoint may hold: 2 for half, so that one endpoint gets a
     *     third of everything at most, and two in a row a third and two ninths
     * @param tenantsPart the same for a tenant
     */
    Shares(long capacity, int endpointsPart, int tenantsPart) {
        this.capacity = capacity;
        this.endpointsPart = endpointsPart;
        this.tenantsPart = tenantsPart;
    }

    long used() {
        return used;
    }

    /**
     * Whether this much more may be taken at an endpoint for a tenant. When nothing is held, any amount may, even one
     * above the capacity.
     */
    boolean admits(Endpoint endpoint, String tenant, long amount) {
        return admitsAny(endpoint, amount)
                && (used == 0 || isWithin(held(byTenant, tenant), amount, left(amount) / tenantsPart));
    }

    /** Whether this much more may be taken at an endpoint, by some tenant. */
    boolean admitsAny(Endpoint endpoint, long amount) {
        return used == 0
                || (left(amount) >= 0 && isWithin(held(byEndpoint, endpoint), amount, left(amount) / endpointsPart));
    }

    private long left(long amount) {
        return capacity - used - amount;
    }

    private static <K> long held(Map<K, Long> holders, K holder) {
        return holders.getOrDefault(holder, 0L);
    }

    private static boolean isWithin(long held, long amount, long share) {
        return held == 0 || held + amount <= share;
    }

    /** Whether endpoint and tenant hold half of their shares at most, so that reading again is worth while. */
    boolean isRoomy(Endpoint endpoint, String tenant) {
        long free = capacity - used;
        return held(byEndpoint, endpoint) * 2 * endpointsPart <= free
                && held(byTenant, tenant) * 2 * tenantsPart <= free;
    }

    void take(Endpoint endpoint, String tenant, long amount) {
        change(endpoint, tenant, amount);
    }

    void giveBack(Endpoint endpoint, String tenant, long amount) {
        change(endpoint, tenant, -amount);
    }

    private void change(Endpoint endpoint, String tenant, long amount) {
        used += amount;
        byEndpoint.merge(endpoint, amount, Shares::sumOrNothing);
        byTenant.merge(tenant, amount, Shares::sumOrNothing);
    }

    /** Null removes the entry: a holder of nothing takes no memory. */
    private static @Nullable Long sumOrNothing(Long held, Long amount) {
        long sum = held + amount;
        return sum == 0 ? null : sum;
    }
}
