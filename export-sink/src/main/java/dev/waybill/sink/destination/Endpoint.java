package dev.waybill.sink.destination;

import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What a call goes to: a store, the STS of a region, the directories, the parking topics. While one does not answer,
 * all calls to it wait together.
 *
 * @param name for people; equal names are one endpoint
 */
public record Endpoint(String name) {
    public static final Endpoint DIRECTORIES = new Endpoint("directories");
    public static final Endpoint PARKING = new Endpoint("parking topics");
    /** The endpoint of records that are nobody's or have no destination. */
    public static final Endpoint NONE = new Endpoint("none");

    /** The store behind a destination: its endpoint, or all of S3 in a region. */
    public static Endpoint store(S3Destination destination) {
        return destination
                .endpoint()
                .map(endpoint -> new Endpoint(server(endpoint)))
                .orElseGet(() -> new Endpoint("s3." + destination.region()));
    }

    /** STS: at this endpoint, or that of AWS in the region. */
    public static Endpoint sts(Optional<URI> endpoint, String region) {
        return new Endpoint("sts " + endpoint.map(Endpoint::server).orElse(region));
    }

    private static String server(URI endpoint) {
        boolean tls = "https".equalsIgnoreCase(endpoint.getScheme());
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls ? 443 : 80;
        return String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
