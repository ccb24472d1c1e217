package dev.waybill.sink.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.fake.S3DestinationBuilder;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
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
        assertThat(Endpoint.store(destination.build()).name()).isEqualTo(name);
    }

    @Test
    void onAwsItIsTheRegionAndStsIsApart() {
        assertThat(Endpoint.store(new S3DestinationBuilder().build()).name()).isEqualTo("s3.eu-west-1");
        assertThat(Endpoint.sts(Optional.empty(), "eu-west-1").name()).isEqualTo("sts eu-west-1");
        assertThat(Endpoint.sts(Optional.of(URI.create("http://sts.example:9001")), "eu-west-1")
                        .name())
                .isEqualTo("sts sts.example:9001");
    }
}
