package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HealthServer.Content NOTHING =
            new HealthServer.Content(List.of(), List.of(), List::of, () -> "events 1\n");

    @TempDir
    private Path folder;

    private Certificates certificates;

    @BeforeEach
    void open() {
        certificates = new Certificates(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void showsTheCertificateOfItsFiles(String algorithm) throws Exception {
        TlsFiles files = certificates.make("first", algorithm);

        try (HealthServer server = start(files, Duration.ofHours(1))) {
            assertThat(get(server, files)).isEqualTo("events 1\n");
            assertThat(server.certificateExpires())
                    .hasValueSatisfying(
                            expires -> assertThat(expires).isAfter(Instant.now().plus(Duration.ofDays(30))));
        }
    }

    @ParameterizedTest
    @CsvSource({"GET /metrics, 200", "POST /metrics, 405", "GET /nowhere, 404", "GET livez, 400"})
    void everyAnswerTellsBrowsersToStayWithTls(String request, int status) throws Exception {
        TlsFiles files = certificates.make("shown", "EC");

        try (HealthServer server = start(files, Duration.ofHours(1));
                Socket socket = Certificates.trusting(files)
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.address().getPort())) {
            // When
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .containsIgnoringCase("\r\nStrict-Transport-Security: max-age=31536000\r\n");
        }
    }

    @Test
    void showsARenewedCertificateWithoutARestart() throws Exception {
        TlsFiles files = certificates.make("shown", "EC");
        TlsFiles renewed = certificates.make("renewed", "RSA");

        try (HealthServer server = start(files, Duration.ofMillis(20))) {
            TlsFiles first = copy(files);
            assertThat(get(server, first)).isEqualTo("events 1\n");

            Certificates.replace(files, renewed);

            await().atMost(PATIENCE).ignoreExceptions().until(() -> get(server, renewed), "events 1\n"::equals);
            assertThatThrownBy(() -> get(server, first)).hasRootCauseInstanceOf(Exception.class);
        }
    }

    @Test
    void keepsItsCertificateWhileTheFilesDoNotBelongTogether() throws Exception {
        TlsFiles files = certificates.make("shown", "EC");
        TlsFiles other = certificates.make("other", "EC");

        try (HealthServer server = start(files, Duration.ofMillis(20))) {
            TlsFiles first = copy(files);

            Files.copy(other.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> TlsIdentity.read(files)).isInstanceOf(IllegalArgumentException.class);

            assertThat(get(server, first)).isEqualTo("events 1\n");
            Files.copy(other.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> get(server, other), "events 1\n"::equals);
        }
    }

    @Test
    void isNotBelievedByThoseWhoKnowAnotherCertificate() throws Exception {
        TlsFiles files = certificates.make("shown", "EC");
        TlsFiles other = certificates.make("other", "EC");

        try (HealthServer server = start(files, Duration.ofHours(1))) {
            assertThatThrownBy(() -> get(server, other)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void endsConnectionsThatBeginNoHandshake() throws Exception {
        TlsFiles files = certificates.make("shown", "EC");

        try (HealthServer hasty = start(files, new HealthServer.Pace(Duration.ofMillis(50), Duration.ofHours(1)));
                HalfClients clients = new HalfClients(hasty.address(), 3, "")) {
            clients.awaitClosed();
        }
    }

    @Test
    void saysWhichFileIsMissing() throws Exception {
        TlsFiles files = certificates.make("shown", "EC");
        Path nowhere = folder.resolve("nowhere.pem");

        assertThatThrownBy(() -> start(new TlsFiles(nowhere, files.key()), Duration.ofHours(1)))
                .isInstanceOf(HealthServerException.class)
                .hasMessage("no TLS for health checks and metrics: " + nowhere
                        + " cannot be read; create it, or let this process read it");
    }

    @Test
    void saysWhenACertificateAndAKeyAreNoPair() throws Exception {
        TlsFiles files = certificates.make("shown", "EC");
        TlsFiles other = certificates.make("other", "EC");

        assertThatThrownBy(() -> TlsIdentity.read(new TlsFiles(files.certificate(), other.key())))
                .hasMessage(other.key() + " is not the key of the first certificate in " + files.certificate()
                        + "; give those that belong together");
    }

    @Test
    void saysWhatItTakesWithoutQuotingWhatIsThere() throws Exception {
        TlsFiles files = certificates.make("shown", "EC");
        Path old = folder.resolve("old.key");
        Files.writeString(old, "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n");
        Path broken = folder.resolve("broken.key");
        Files.writeString(broken, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");

        for (Path key : List.of(old, broken)) {
            assertThatThrownBy(() -> TlsIdentity.read(new TlsFiles(files.certificate(), key)))
                    .hasMessage(key + " holds no private key of the certificate's kind, EC, as PKCS#8 in PEM;"
                            + " convert it with: openssl pkcs8 -topk8 -nocrypt")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> TlsIdentity.read(new TlsFiles(files.key(), files.key())))
                .hasMessage(files.key() + " holds no certificate; give one in PEM");
    }

    private TlsFiles copy(TlsFiles files) throws Exception {
        TlsFiles copy = new TlsFiles(folder.resolve("copy.crt"), folder.resolve("copy.key"));
        Certificates.replace(copy, files);
        return copy;
    }

    private static HealthServer start(TlsFiles files, Duration renewal) {
        return start(files, new HealthServer.Pace(PATIENCE, renewal));
    }

    private static HealthServer start(TlsFiles files, HealthServer.Pace pace) {
        return HealthServer.start(
                new Listener(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.of(files),
                        Optional.empty()),
                NOTHING,
                pace);
    }

    private static String get(HealthServer server, TlsFiles believed) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(Certificates.trusting(believed))
                .build();
        URI metrics = URI.create("https://127.0.0.1:" + server.address().getPort() + "/metrics");
        return client.send(HttpRequest.newBuilder(metrics).timeout(PATIENCE).build(), BodyHandlers.ofString())
                .body();
    }
}
