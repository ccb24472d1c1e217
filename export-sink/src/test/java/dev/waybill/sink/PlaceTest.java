package dev.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spec.DestinationEntry;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.Place;
import dev.waybill.sink.file.FileUploader;
import dev.waybill.sink.s3.ConditionalPut;
import dev.waybill.sink.s3.RoleSessions;
import dev.waybill.sink.s3.S3Clients;
import dev.waybill.sink.s3.S3Uploader;
import dev.waybill.sink.s3.StaticKeys;
import dev.waybill.spec.FileDestination;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class PlaceTest {
    @ParameterizedTest
    @CsvSource({
        "https://Store.Example/, store.example:443",
        "https://store.example:443/base, store.example:443",
        "http://store.example, store.example:80",
        "http://127.0.0.1:9000, 127.0.0.1:9000",
    })
    void aStoreIsItsHostAndPortHoweverTheyAreWritten(URI endpoint, String name) {
        // Given
        S3DestinationBuilder destination = new S3DestinationBuilder();
        destination.endpoint = endpoint;

        // Then
        assertThat(Place.store(destination.build()).name()).isEqualTo(name);
    }

    @Test
    void onAwsItIsTheRegionAndStsIsApart() {
        assertThat(Place.store(new S3DestinationBuilder().build()).name()).isEqualTo("s3.eu-west-1");
        assertThat(Place.sts(Optional.empty(), "eu-west-1").name()).isEqualTo("sts eu-west-1");
        assertThat(Place.sts(Optional.of(URI.create("http://sts.example:9001")), "eu-west-1")
                        .name())
                .isEqualTo("sts sts.example:9001");
    }

    /** A file system that hangs holds threads for ever: then at least not those of the stores. */
    @Test
    void directoriesAreAPlaceOfTheirOwn() {
        // Given
        DestinationEntry target = new DestinationEntry(
                Records.ACME,
                Topics.dedicated(Records.ACME),
                Optional.empty(),
                new FileDestination(Path.of("/data"), ""));
        RoleSessions sessions = new RoleSessions(
                request -> {
                    throw new IllegalStateException("no role is needed");
                },
                new MutableClock("2026-03-04T06:00:00Z"));
        try (SdkHttpClient http = Apache5HttpClient.create();
                S3Clients clients = new S3Clients(http, Duration.ofSeconds(1))) {
            S3Uploader s3 =
                    new S3Uploader(clients, sessions, new StaticKeys(Map.of()), ConditionalPut.AUTO, Optional.empty());

            // Then
            assertThat(new DestinationUploader(s3, new FileUploader(Optional.of(Path.of("/data")))).next(target))
                    .isEqualTo(Place.DIRECTORIES);
        }
    }
}
