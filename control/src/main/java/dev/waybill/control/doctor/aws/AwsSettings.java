package dev.waybill.control.doctor.aws;

import dev.waybill.render.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the sink reaches AWS, and so the doctor does. Keys of the connector: see {@code docs/reference/export-sink.md}.
 *
 * @param s3Endpoint of destinations that name none; empty for that of AWS in the region
 * @param stsEndpoint of STS; empty for that of AWS in the region
 * @param stsRegion whose STS is asked; empty for the region of the destination
 * @param sessionName what tenants see in their CloudTrail
 * @param timeout of one request
 */
public record AwsSettings(
        Optional<URI> s3Endpoint,
        Optional<URI> stsEndpoint,
        Optional<String> stsRegion,
        String sessionName,
        Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * As {@code platform.yaml} has it for Waybill's sink.
     *
     * @throws IllegalArgumentException if an endpoint there is no URL
     */
    public static AwsSettings of(Platform platform) {
        Map<String, String> sink = platform.waybillSink().overrides();
        return new AwsSettings(
                text(sink, "s3.endpoint").map(URI::create),
                text(sink, "sts.endpoint").map(URI::create),
                text(sink, "sts.region"),
                sink.getOrDefault("sts.session.name", "waybill"),
                TIMEOUT);
    }

    /** The same with other endpoints, where there are some. */
    public AwsSettings at(Optional<URI> s3, Optional<URI> sts) {
        return new AwsSettings(s3.or(() -> s3Endpoint), sts.or(() -> stsEndpoint), stsRegion, sessionName, timeout);
    }

    private static Optional<String> text(Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
    }
}
