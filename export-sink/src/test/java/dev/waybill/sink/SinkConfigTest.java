package dev.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.sink.metrics.MetricsSettings;
import dev.waybill.sink.parking.KafkaParkingLot;
import dev.waybill.sink.s3.ConditionalPut;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

class SinkConfigTest {
    private static final Map<String, String> MINIMAL =
            Map.of("name", "sink", "topics.regex", "export\\..+", "catalog.client.bootstrap.servers", "broker:9092");

    @Test
    void refusesAKeyWithoutItsSecretAndShowsNeither() {
        // Given
        Map<String, String> config = new HashMap<>(MINIMAL);
        config.put("aws.secret.access.key", "platform-secret");

        // Then
        assertThatThrownBy(() -> new SinkConfig(config))
                .isInstanceOf(ConfigException.class)
                .hasMessage("aws.access.key.id and aws.secret.access.key must be set together");
        config.put("aws.access.key.id", "AKPLATFORM");
        config.put("credentials.catalyst.access.key", "AK");
        config.put("credentials.catalyst.secret.key", "other-secret");
        SinkConfig complete = new SinkConfig(config);
        assertThat(complete.values().toString()).doesNotContain("platform-secret", "AKPLATFORM");
        assertThat(complete.staticKeys()).hasToString("StaticKeys[hidden]");
    }

    @Test
    void readsTheCatalogWithTheClientsPropertiesAndNotWithoutBrokers() {
        // Given
        SinkConfig config = with(Map.of("catalog.client.security.protocol", "SSL"));

        // Then
        assertThat(config.catalogClient())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("bootstrap.servers", "broker:9092", "security.protocol", "SSL"));
        assertThatThrownBy(() -> new SinkConfig(Map.of("name", "sink", "topics.regex", "export\\..+")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("catalog.client.bootstrap.servers");
    }

    @Test
    void saysWhatItDeliversOnlyWhereItKnowsTheBrokers() {
        assertThat(new SinkConfig(MINIMAL).deliveriesClient()).isEmpty();
        assertThat(with(Map.of("deliveries.client.bootstrap.servers", " ", "deliveries.client.linger.ms", "5"))
                        .deliveriesClient())
                .isEmpty();
        assertThat(with(Map.of(
                                "deliveries.client.bootstrap.servers",
                                "broker:9092",
                                "deliveries.client.linger.ms",
                                "5"))
                        .deliveriesClient())
                .contains(Map.of("bootstrap.servers", "broker:9092", "linger.ms", "5"));
    }

    @Test
    void reachesS3WhereItIsTold() {
        assertThat(new SinkConfig(MINIMAL).s3Endpoint()).isEmpty();
        assertThat(with(Map.of("s3.endpoint", "http://127.0.0.1:9000")).s3Endpoint())
                .contains(URI.create("http://127.0.0.1:9000"));
    }

    @Test
    void writesNoFilesAndParksNothingAndAsksAwsUnlessToldOtherwise() {
        // Given
        SinkConfig config = new SinkConfig(MINIMAL);

        // Then
        assertThat(config.fileRoot()).isEmpty();
        assertThat(config.parking()).isEmpty();
        assertThat(config.stsEndpoint()).isEmpty();
        assertThat(config.stsRegion()).isEmpty();
        assertThat(config.conditionalPut()).isEqualTo(ConditionalPut.AUTO);
        assertThat(config.platformCredentials()).isInstanceOf(DefaultCredentialsProvider.class);
    }

    @Test
    void showsStsThePlatformsKeyAndItsTokenIfItIsATemporaryOne() {
        // Given
        Map<String, String> keys = Map.of("aws.access.key.id", "AK", "aws.secret.access.key", "secret");

        // Then
        assertThat(with(keys).platformCredentials().resolveCredentials())
                .isEqualTo(AwsBasicCredentials.create("AK", "secret"));
        Map<String, String> temporary = new HashMap<>(keys);
        temporary.put("aws.session.token", "token");
        assertThat(with(temporary).platformCredentials().resolveCredentials())
                .isEqualTo(AwsSessionCredentials.create("AK", "secret", "token"));
    }

    @Test
    void asksTheStsThatItIsTold() {
        // Given
        SinkConfig config = with(Map.of(
                "sts.endpoint", "http://127.0.0.1:9001",
                "sts.region", "us-east-1",
                "sts.session.name", "platform@example.com",
                "sts.session.duration.seconds", "900"));

        // Then
        assertThat(config.stsEndpoint()).contains(URI.create("http://127.0.0.1:9001"));
        assertThat(config.stsRegion()).contains("us-east-1");
        assertThat(config.sessionName()).isEqualTo("platform@example.com");
        assertThat(config.sessionDuration()).isEqualTo(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "way bill", "way/bill", "ü-waybill"})
    void refusesASessionNameThatStsWouldRefuse(String name) {
        assertThatThrownBy(() -> with(Map.of("sts.session.name", name)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be 2 to 64 of [A-Za-z0-9+=,.@_-]");
    }

    @Test
    void writesBelowAnAbsoluteRootOnly() {
        assertThat(with(Map.of("file.root", "/data/x/../exports")).fileRoot()).contains(Path.of("/data/exports"));
        assertThatThrownBy(() -> with(Map.of("file.root", "exports")).fileRoot())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be an absolute path");
    }

    @Test
    void refusesALongestWaitBelowTheFirstOne() {
        assertThatThrownBy(() -> with(Map.of("retry.backoff.initial.ms", "1000", "retry.backoff.max.ms", "999")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is below retry.backoff.initial.ms");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "60000, true"})
    void parksAfterTheTimeThatIsSetWithTheClientsProperties(long after, boolean dedicated) {
        // Given
        SinkConfig config = with(Map.of(
                "parking.after.ms", Long.toString(after),
                "parking.dedicated.topics", Boolean.toString(dedicated),
                "parking.client.bootstrap.servers", "broker:9092"));

        // Then
        assertThat(config.parking())
                .contains(new KafkaParkingLot.Settings(
                        Duration.ofMillis(after), dedicated, (short) -1, Map.of("bootstrap.servers", "broker:9092")));
    }

    @Test
    void servesMetricsOnlyWhereItHasAPort() {
        assertThat(with(Map.of()).metrics()).isEmpty();
        assertThat(with(Map.of("metrics.port", "9405")).metrics())
                .contains(new MetricsSettings("127.0.0.1", 9405, Optional.empty(), Optional.empty(), 100));
        assertThat(with(Map.of(
                                "metrics.port", "0",
                                "metrics.address", "0.0.0.0",
                                "metrics.tls", "/run/tls",
                                "metrics.login", "me:secret",
                                "metrics.exports", "0"))
                        .metrics())
                .contains(new MetricsSettings(
                        "0.0.0.0", 0, Optional.of(Path.of("/run/tls")), Optional.of("me:secret"), 0));
    }

    @Test
    void refusesALoginThatIsNoneWithoutShowingIt() {
        assertThatThrownBy(() -> with(Map.of("metrics.port", "0", "metrics.login", "only-secret")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Invalid value [hidden] for configuration metrics.login: must be a user and a password; write"
                                + " user:password");
        assertThatThrownBy(() -> with(Map.of("metrics.port", "0", "metrics.tls", "tls")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("metrics.tls: must be an absolute path");
        assertThat(new MetricsSettings("a", 1, Optional.empty(), Optional.of("me:secret"), 0))
                .hasToString("MetricsSettings[a:1]");
    }

    private static SinkConfig with(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(MINIMAL);
        all.putAll(keys);
        return new SinkConfig(all);
    }
}
