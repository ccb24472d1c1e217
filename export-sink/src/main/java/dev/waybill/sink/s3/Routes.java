package dev.waybill.sink.s3;

import dev.waybill.sink.destination.Endpoint;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How destinations are reached. It is asked for each record several times, also for those that only wait; so what was said once
 * is kept.
 */
final class Routes {
    /** More destinations than a task has; beyond, those that are gone make room. */
    static final int MOST = 20_000;

    private final Optional<URI> endpoint;
    private final Optional<String> stsRegion;
    private final ConcurrentMap<Asked, Route> known = new ConcurrentHashMap<>();

    private record Asked(S3Destination destination, Optional<String> externalId) {
        /** Leaves the external id out: it is shared with one tenant only. */
        @Override
        public String toString() {
            return "Asked[" + destination.base() + "]";
        }
    }

    /**
     * The way to a destination.
     *
     * @param destination with the endpoint at which it is reached
     * @param store the store's endpoint
     * @param role whose session is needed; empty where static keys are
     */
    record Route(S3Destination destination, Endpoint store, Optional<RoleRequest> role) {}

    /**
     * Knows no destination yet.
     *
     * @param endpoint of S3 for destinations that name none; empty for that of AWS
     * @param stsRegion whose STS is asked; empty for the region of the destination
     */
    Routes(Optional<URI> endpoint, Optional<String> stsRegion) {
        this.endpoint = endpoint;
        this.stsRegion = stsRegion;
    }

    Route to(S3Destination destination, Optional<String> externalId) {
        Asked asked = new Asked(destination, externalId);
        Route route = known.get(asked);
        if (route == null) {
            route = route(destination, externalId);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(asked, route);
        }
        return route;
    }

    int size() {
        return known.size();
    }

    private Route route(S3Destination destination, Optional<String> externalId) {
        S3Destination reached = destination.endpoint().isPresent() ? destination : destination.at(endpoint);
        return new Route(
                reached,
                Endpoint.store(reached),
                destination
                        .roleArn()
                        .map(arn ->
                                RoleRequest.of(destination, arn, externalId, stsRegion.orElse(destination.region()))));
    }
}
