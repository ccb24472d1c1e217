package dev.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.fake.MutableClock;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.file.FileUploader;
import dev.waybill.sink.s3.ConditionalPut;
import dev.waybill.sink.s3.RoleSessions;
import dev.waybill.sink.s3.S3Clients;
import dev.waybill.sink.s3.S3Uploader;
import dev.waybill.sink.s3.StaticKeys;
import dev.waybill.spec.destination.FileDestination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class DestinationUploaderTest {
    /** A file system that hangs holds threads for ever: then at least not those of the stores. */
    @Test
    void directoriesAreAnEndpointOfTheirOwn() {
        // Given
        Target target = new Target(Records.ACME, new FileDestination(Path.of("/data"), ""), Optional.empty());
        RoleSessions sessions = new RoleSessions(
                request -> {
                    throw new IllegalStateException("no role is needed");
                },
                new MutableClock("2026-03-04T06:00:00Z"));
        try (SdkHttpClient http = Apache5HttpClient.create();
                S3Clients clients = new S3Clients(http, Duration.ofSeconds(1))) {
            S3Uploader s3 = new S3Uploader(
                    clients,
                    sessions,
                    new StaticKeys(Map.of()),
                    ConditionalPut.AUTO,
                    Optional.empty(),
                    Optional.empty());

            // Then
            assertThat(new DestinationUploader(s3, new FileUploader(Optional.of(Path.of("/data")))).next(target))
                    .isEqualTo(Endpoint.DIRECTORIES);
        }
    }
}
