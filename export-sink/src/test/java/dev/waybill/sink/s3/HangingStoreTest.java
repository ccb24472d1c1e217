package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.contract.PartKind;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.HangingServer;
import dev.waybill.sink.fake.MutableClock;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.fake.S3DestinationBuilder;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The stated time holds for a whole call: connecting, sending, waiting, and the answer's body to its last byte. */
@Timeout(60)
class HangingStoreTest {
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final int CONNECTIONS = 3;

    private final SdkHttpClient http = Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .socketTimeout(Duration.ofHours(1))
            .build();
    private final S3Clients clients = new S3Clients(http, TIMEOUT);

    @AfterEach
    void close() {
        clients.close();
        http.close();
    }

    /** More often than the pool has connections: none of them is lost either. */
    @ParameterizedTest
    @EnumSource
    void comesBackFromAStoreThatDoesNotComeToAnEnd(HangingServer.Manner manner) {
        try (HangingServer store = new HangingServer(manner)) {
            // On a busy machine a call may be over before it has a connection.
            while (store.connections() < 2 * CONNECTIONS) {
                Optional<DeliveryException> failure = failure(store.uri(), 1_000);

                if (!manner.answers()) {
                    assertThat(failure.map(DeliveryException::kind)).contains(FailureKind.UNREACHABLE);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"16000000, http", "1000, https"})
    void comesBackFromAStoreThatDoesNotTakeWhatIsSent(int bytes, String scheme) {
        try (HangingServer store = new HangingServer(HangingServer.Manner.SILENT)) {
            URI uri = URI.create(scheme + store.uri().toString().substring("http".length()));
            assertThat(failure(uri, bytes).map(DeliveryException::kind)).contains(FailureKind.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesBackFromAnStsThatDoesNotComeToAnEnd(HangingServer.Manner manner) {
        try (HangingServer server = new HangingServer(manner)) {
            AwsCredentialsProvider keys =
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKPLATFORM", "platform-secret"));
            try (PlatformCredentials platform = new PlatformCredentials(keys, TIMEOUT);
                    StsAssume sts = new StsAssume(
                            http, platform, Optional.of(server.uri()), "waybill", Duration.ofHours(1), TIMEOUT)) {
                S3Destination destination = new S3DestinationBuilder().build();
                RoleRequest request = RoleRequest.of(
                        destination, destination.roleArn().orElseThrow(), Optional.of("wb-1"), "eu-west-1");

                DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> sts.assume(request));

                assertThat(failure.kind())
                        .isIn(
                                FailureKind.UNREACHABLE,
                                manner.answers() ? FailureKind.CONFIGURATION : FailureKind.UNREACHABLE);
            }
        }
    }

    private Optional<DeliveryException> failure(URI endpoint, int bytes) {
        S3DestinationBuilder destination = new S3DestinationBuilder();
        destination.endpoint = endpoint;
        destination.role = null;
        destination.credentials = "catalyst";
        byte[] content = new byte[bytes];
        ExportObject object =
                new ExportObject(Records.ACME, PartKind.PART, "a.csv", "text/csv", Records.sha256(content), content);
        S3Uploader uploader = new S3Uploader(
                clients,
                new RoleSessions(
                        request -> {
                            throw new IllegalStateException("no role is needed");
                        },
                        new MutableClock("2026-03-04T06:00:00Z")),
                new StaticKeys(Map.of("catalyst.access.key", "AK", "catalyst.secret.key", "s3cr3t")),
                ConditionalPut.AUTO,
                Optional.empty(),
                Optional.empty());
        return Optional.ofNullable(catchThrowableOfType(
                DeliveryException.class,
                () -> uploader.upload(object, Digest.verified(object), destination.build(), Optional.empty())));
    }
}
