package dev.waybill.control.doctor.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.waybill.control.SelfSigned;
import dev.waybill.control.doctor.DraftExports;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Reach;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.render.PlatformReader;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.spec.destination.S3Destination;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Answers that a store on this machine does not give, over real connections. */
class AwsAccountsTest {
    private static final S3Destination DESTINATION = DraftExports.s3("acme-logs", "client-logs");

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private URI start(String scheme) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().containsKey("Authorization"));
            exchange.getResponseHeaders().add("X-Amz-Bucket-Region", "us-east-2");
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
        server.start();
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    private static AwsAccounts accounts(URI endpoint) {
        AwsSettings settings = new AwsSettings(
                Optional.of(endpoint), Optional.of(endpoint), Optional.empty(), "waybill", Duration.ofSeconds(10));
        return new AwsAccounts(
                settings, StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")), Map.of());
    }

    private static Reply<Done> knock(URI endpoint) {
        try (AwsAccounts accounts = accounts(endpoint)) {
            return accounts.of(DESTINATION).knock();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsToldFromSilence() throws Exception {
        // Given
        HttpsServer secure = HttpsServer.create(anyPort(), 0);
        secure.setHttpsConfigurator(
                new HttpsConfigurator(SelfSigned.make(folder).server()));
        server = secure;

        // When
        Reply<Done> reply = knock(start("https"));

        // Then
        assertThat(reply.failure().orElseThrow().certificate()).isTrue();
        assertThat(reply.failure().orElseThrow().kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(asked).isEmpty();
    }

    @Test
    void silenceIsNoMatterOfCertificates() throws Exception {
        // Given
        server = HttpServer.create(anyPort(), 0);
        URI endpoint = start("http");
        server.stop(0);

        // When
        Reply<Done> reply = knock(endpoint);

        // Then
        assertThat(reply.failure().orElseThrow().certificate()).isFalse();
        assertThat(reply.failure().orElseThrow().isSilence()).isTrue();
    }

    @Test
    void asksForTheBucketWithoutASignatureAndKeepsTheHeadersOfARefusal() throws Exception {
        // Given
        server = HttpServer.create(anyPort(), 0);

        // When
        Reply<Done> reply = knock(start("http"));

        // Then
        assertThat(asked).containsExactly("HEAD /acme-logs false");
        assertThat(reply.failure().orElseThrow().kind()).isEqualTo(FailureKind.WRONG_REGION);
        assertThat(reply.headers())
                .containsEntry("x-amz-bucket-region", "us-east-2")
                .containsKey("date");
    }

    @Test
    void aTokenServiceThatDoesNotAnswerAsItShouldGivesNoSession() throws Exception {
        // Given
        server = HttpServer.create(anyPort(), 0);

        // When, Then
        try (AwsAccounts accounts = accounts(start("http"))) {
            assertThat(accounts.of(DESTINATION)
                            .enter(Optional.empty(), Reach.WHOLE_ROLE)
                            .isWell())
                    .isFalse();
            assertThat(accounts.of(DESTINATION).platform().isWell()).isFalse();
        }
    }

    @Test
    void reachesAwsAsTheSinkIsSetTo() {
        // Given
        AwsSettings settings = AwsSettings.of(PlatformReader.parse("platform.yaml", """
                connectors:
                  waybill-sink:
                    overrides:
                      s3.endpoint: https://s3.vpc.example.com
                      sts.endpoint: https://sts.vpc.example.com
                      sts.region: eu-central-1
                      sts.session.name: acme-logs
                """));

        // Then
        assertThat(settings)
                .isEqualTo(new AwsSettings(
                        Optional.of(URI.create("https://s3.vpc.example.com")),
                        Optional.of(URI.create("https://sts.vpc.example.com")),
                        Optional.of("eu-central-1"),
                        "acme-logs",
                        Duration.ofSeconds(10)));
        assertThat(settings.at(Optional.of(URI.create("http://127.0.0.1:9000")), Optional.empty()))
                .isEqualTo(new AwsSettings(
                        Optional.of(URI.create("http://127.0.0.1:9000")),
                        settings.stsEndpoint(),
                        settings.stsRegion(),
                        settings.sessionName(),
                        settings.timeout()));
    }
}
