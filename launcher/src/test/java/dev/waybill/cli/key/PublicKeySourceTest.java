package dev.waybill.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as readers get them, over https and in the ways that goes wrong. */
class PublicKeySourceTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final KeySet keys = KeySet.of(List.of(SigningKey.generate().verifyingKey()));
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @AfterEach
    void stop() {
        end.countDown();
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void readsAKeySetOverHttpsFromAServerThatJavaTrusts() throws Exception {
        // Given
        SSLContext tls = certificate();
        String address = serve(HttpsServer.create(), tls, answering(200, keys.json()));

        // When
        KeySet read = new PublicKeySource(HttpClient.newBuilder().sslContext(tls), PATIENCE)
                .read(address + "/keys.json?signature=hunter2");

        // Then
        assertThat(read).isEqualTo(keys);
    }

    @Test
    void refusesAServerWhoseCertificateNobodyHasSigned() throws Exception {
        // Given
        String address = serve(HttpsServer.create(), certificate(), answering(200, keys.json()));

        // Then
        assertThatThrownBy(() -> PublicKeySource.standard().read(address + "/keys.json?signature=hunter2"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the public keys from " + address + "/keys.json: no encrypted connection: ")
                .hasMessageEndingWith(
                        "Java must trust its certificate, or download the keys in a way that you trust and"
                                + " give the file")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void followsNoRedirection() throws Exception {
        // Given
        String address = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        // Then
        assertThatThrownBy(() -> source().read(address + "/keys.json"))
                .isInstanceOf(IOException.class)
                .hasMessage("the public keys from " + address + "/keys.json: answer 302, a redirection, which is not"
                        + " followed; give the address it leads to if you trust it");
    }

    @Test
    void readsNoMoreThanAKeySetCanHave() throws Exception {
        // Given
        String address = serve(answering(200, " ".repeat(1024 * 1024) + keys.json()));

        // Then
        assertThatThrownBy(() -> source().read(address + "/keys.json"))
                .isInstanceOf(UsageException.class)
                .hasMessage(address + "/keys.json holds more than 1 MiB, so no key set");
    }

    @Test
    void saysThatAnAnswerIsNoKeySetWithoutQuotingIt() throws Exception {
        // Given
        String address = serve(answering(200, "<html>hunter2</html>"));

        // Then
        assertThatThrownBy(() -> source().read(address + "/keys.json"))
                .isInstanceOf(UsageException.class)
                .hasMessage(address + "/keys.json is neither PEM nor JSON");
    }

    @Test
    void givesUpOnAServerThatDoesNotEndItsAnswer() throws Exception {
        // Given
        String address = serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        // Then
        assertThatThrownBy(
                        () -> new PublicKeySource(HttpClient.newBuilder(), Duration.ofSeconds(1)).read(address + "/"))
                .isInstanceOf(IOException.class)
                .hasMessage("the public keys from " + address + "/: no whole answer within 1 seconds");
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        // Given
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        // Then
        assertThatThrownBy(() -> source().read("http://localhost:" + free + "/keys.json"))
                .isInstanceOf(IOException.class)
                .hasMessage("the public keys from http://localhost:" + free
                        + "/keys.json: no connection; is the address right, and the network there?");
        assertThatThrownBy(() -> source().read("https:///keys.json"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("the address of a public key must name a host");
    }

    @Test
    void readsFilesToo() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("keys.json"), keys.json());

        // Then
        assertThat(source().read(file.toString())).isEqualTo(keys);
    }

    private static PublicKeySource source() {
        return new PublicKeySource(HttpClient.newBuilder(), PATIENCE);
    }

    private static HttpHandler answering(int status, String body) {
        return exchange -> {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        };
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String serve(HttpHandler handler) throws IOException {
        return start(HttpServer.create(), "http", handler);
    }

    private String serve(HttpsServer https, SSLContext tls, HttpHandler handler) throws IOException {
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return start(https, "https", handler);
    }

    private String start(HttpServer made, String scheme, HttpHandler handler) throws IOException {
        server = made;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    /** A server's key for localhost that its owner has signed, and the trust in it. */
    private SSLContext certificate() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            own.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", own.getCertificate("server"));
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(own, PASSWORD);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
