package dev.waybill.sink.s3;

import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * S3 clients: one for each way of talking to a store, all over one connection pool. Credentials come with each request.
 */
public final class S3Clients implements AutoCloseable {
    private final SdkHttpClient http;
    private final Duration timeout;
    private final ConcurrentMap<Wire, S3Client> clients = new ConcurrentHashMap<>();

    public S3Clients(SdkHttpClient http, Duration timeout) {
        this.http = http;
        this.timeout = timeout;
    }

    /** The client that talks to the destination's store as its spec says; closed with all others. */
    public S3Client client(S3Destination destination) {
        return clients.computeIfAbsent(Wire.of(destination), this::build);
    }

    private S3Client build(Wire wire) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .region(Region.of(wire.region()))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .forcePathStyle(wire.pathStyle())
                .useArnRegion(true)
                // Checksums are computed here, once, and sent as plain headers: no store has to understand trailers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Bytes that are all there need no chunks, for which the SDK would take a buffer of 128 KiB each time.
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(override -> override.apiCallTimeout(timeout));
        wire.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void close() {
        clients.values().forEach(S3Client::close);
    }

    private record Wire(String region, Optional<URI> endpoint, boolean pathStyle) {
        static Wire of(S3Destination destination) {
            return new Wire(destination.region(), destination.endpoint(), destination.pathStyle());
        }
    }
}
