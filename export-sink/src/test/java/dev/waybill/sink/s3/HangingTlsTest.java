package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.contract.PartKind;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.MutableClock;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.fake.S3DestinationBuilder;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.sink.part.RefusedRecordException;
import dev.waybill.spec.destination.S3Destination;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Closing a TLS connection wants to say so to the other side, which must not hold a thread that is stuck in sending. */
@Timeout(60)
class HangingTlsTest {
    private static final String PASSWORD = "password";

    @TempDir
    Path folder;

    @Test
    void comesBackFromAStoreThatReadsNothingAfterTheHandshake() throws Exception {
        // Given
        KeyStore keys = selfSigned();
        List<SSLSocket> connections = new CopyOnWriteArrayList<>();
        try (SSLServerSocket server = server(keys);
                SdkHttpClient http = trusting(keys);
                S3Clients clients = new S3Clients(http, Duration.ofMillis(500))) {
            Thread accepting = new Thread(() -> accept(server, connections));
            accepting.setDaemon(true);
            accepting.start();
            S3DestinationBuilder destination = new S3DestinationBuilder();
            destination.endpoint = URI.create("https://127.0.0.1:" + server.getLocalPort());
            destination.role = null;
            destination.credentials = "static";

            // On a busy machine a call may be over before the handshake is.
            while (connections.isEmpty()) {
                // When
                DeliveryException failure = catchThrowableOfType(
                        DeliveryException.class, () -> upload(clients, destination.build(), new byte[16_000_000]));

                // Then
                assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
            }
        } finally {
            for (SSLSocket connection : connections) {
                connection.close();
            }
        }
    }

    private static void upload(S3Clients clients, S3Destination destination, byte[] content) throws DeliveryException {
        ExportObject object =
                new ExportObject(Records.ACME, PartKind.PART, "a.csv", "text/csv", Records.sha256(content), content);
        RoleSessions sessions = new RoleSessions(
                request -> {
                    throw new IllegalStateException("no role is needed");
                },
                new MutableClock("2026-03-04T06:00:00Z"));
        StaticKeys keys = new StaticKeys(Map.of("static.access.key", "AK", "static.secret.key", "s3cr3t"));
        try {
            new S3Uploader(clients, sessions, keys, ConditionalPut.AUTO, Optional.empty(), Optional.empty())
                    .upload(object, Digest.verified(object), destination, Optional.empty());
        } catch (RefusedRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void accept(SSLServerSocket server, List<SSLSocket> connections) {
        while (!server.isClosed()) {
            try {
                SSLSocket connection = (SSLSocket) server.accept();
                connection.startHandshake();
                connections.add(connection);
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private static SSLServerSocket server(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }

    private static SdkHttpClient trusting(KeyStore keys) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("store", keys.getCertificate("store"));
        trust.init(certificates);
        return Apache5HttpClient.builder()
                .tlsTrustManagersProvider(trust::getTrustManagers)
                .build();
    }

    private KeyStore selfSigned() throws Exception {
        Path file = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "store",
                        "-dname",
                        "CN=store",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
