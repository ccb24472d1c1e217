package dev.waybill.control.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.access.TokenText;
import dev.waybill.control.console.page.FrameViews;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConsoleServerTest {
    private static final String PASSWORD = "s3cret-password";

    @TempDir
    Path folder;

    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final Echo change = Echo.change();
    private final Site site = new Site(
            List.of(Echo.forTenant(), Echo.forOperators(), change),
            List.of(EchoPage.of(Verb.GET, "/", Audience.EVERY_TOKEN)),
            new FrameViews(),
            new Access(() -> Asking.TOKENS, Clock.systemUTC()),
            Clock.systemUTC(),
            (what, status, took) -> answered.add(what + " " + status));

    @Test
    void answersOverTheNetworkWithTheHeadersOfAll() throws Exception {
        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // When
            HttpResponse<String> answer = send(
                    HttpClient.newHttpClient(),
                    request(server, "/api/v1/tenants/acme/echo?search=%C3%A4%2F%26")
                            .GET());

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"by\":\"alice\",\"tenant\":\"acme\",\"days\":7,\"search\":\"ä/&\"}");
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("referrer-policy")).hasValue("same-origin");
            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("strict-transport-security")).isEmpty();
            assertThat(answer.headers().firstValue("server")).isEmpty();
            assertThat(answered).containsExactly("tenantEcho 200");
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // When
            HttpResponse<String> answer = send(
                    HttpClient.newHttpClient(),
                    request(server, "/api/v1/echo").method("HEAD", HttpRequest.BodyPublishers.noBody()));

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-length")).hasValue("23");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherOrNotItSaysSo() throws Exception {
        // Given
        byte[] large = new byte[FrontHandler.MAX_BODY + 1];

        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // When
            String said = raw(
                    server,
                    "POST /api/v1/tenants/acme/rename HTTP/1.1\r\nHost: x\r\nContent-Length: " + large.length
                            + "\r\n\r\n");
            HttpResponse<String> chunked = send(
                    HttpClient.newHttpClient(),
                    request(server, "/api/v1/tenants/acme/rename")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofInputStream(
                                    () -> new java.io.ByteArrayInputStream(large))));

            // Then
            assertThat(said).startsWith("HTTP/1.1 413 ").contains("urn:waybill:problem:body-too-large");
            assertThat(chunked.statusCode()).isEqualTo(413);
            assertThat(chunked.body()).contains("urn:waybill:problem:body-too-large");
            assertThat(change.asked).hasValue(0);
        }
    }

    @Test
    void whoeverShowsNoValidTokenSendsLittle() throws Exception {
        // Given
        String large = " HTTP/1.1\r\nHost: x\r\nContent-Length: " + (LargeBodies.SMALL + 1) + "\r\n";
        String chunks = " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + ("1000\r\n" + "x".repeat(0x1000) + "\r\n").repeat(5);
        String wrong = "Authorization: Bearer " + TokenText.newToken() + "\r\n";

        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // When, Then
            for (String request : List.of(
                    "POST /api/v1/tenants/acme/rename" + large + "\r\n",
                    "POST /api/v1/tenants/acme/rename" + large + wrong + "\r\n",
                    "POST /login" + large + "Cookie: waybill=none\r\n\r\n",
                    "POST /login" + chunks,
                    "GET /api/v1/openapi.json" + large + "\r\n")) {
                assertThat(raw(server, request))
                        .as(request)
                        .startsWith("HTTP/1.1 413 ")
                        .contains("and 16384 without a valid token");
            }
            assertThat(answered).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void oneTokenSendsFewLargeBodiesAtOnce() throws Exception {
        // Given
        String large = "POST /api/v1/tenants/acme/rename HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + (LargeBodies.SMALL + 1)
                + "\r\nAuthorization: Bearer ";
        List<Socket> sending = new ArrayList<>();

        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // Given
            for (int i = 0; i < LargeBodies.AT_ONCE; i++) {
                sending.add(begun(server, large + Asking.ACME + "\r\nExpect: 100-continue\r\n\r\n"));
            }

            // When
            String another = raw(server, large + Asking.ACME + "\r\n\r\n");
            String others = raw(server, large + Asking.GLOBEX + "\r\n\r\n" + "x".repeat(LargeBodies.SMALL + 1));
            sending.get(0).getOutputStream().write(new byte[LargeBodies.SMALL + 1]);
            String done = text(sending.get(0));
            String next;
            do {
                next = raw(server, large + Asking.ACME + "\r\n\r\n" + "x".repeat(LargeBodies.SMALL + 1));
            } while (next.startsWith("HTTP/1.1 503 "));

            // Then
            assertThat(another)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("urn:waybill:problem:busy")
                    .containsIgnoringCase("Retry-After: 5");
            assertThat(others).startsWith("HTTP/1.1 403 ");
            assertThat(done).startsWith("HTTP/1.1 400 ");
            assertThat(next).startsWith("HTTP/1.1 400 ");
        } finally {
            for (Socket socket : sending) {
                socket.close();
            }
        }
    }

    /** A request whose body is waited for: the server has said that it is. */
    private static Socket begun(ConsoleServer server, String request) throws Exception {
        Socket socket = new Socket("127.0.0.1", server.uri().getPort());
        begin(socket, request);
        return socket;
    }

    private static void begin(Socket socket, String request) throws Exception {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String line = "";
        while (!line.endsWith("\r\n\r\n")) {
            line += (char) socket.getInputStream().read();
        }
        assertThat(line).startsWith("HTTP/1.1 100 ");
    }

    private static String text(Socket socket) throws Exception {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoRequestIsAnsweredWithAProblem() throws Exception {
        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // When
            String answer = raw(server, "GET / HTTP/1.1\r\n\r\n");

            // Then
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        }
    }

    @Test
    void aProblemSaysTheStatusThatItIsAnsweredWith() throws Exception {
        // Given
        Map<String, String> requests = Map.of(
                "414",
                "GET /api/v1/" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "431",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                "417",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n",
                "505",
                "GET /api/v1/me HTTP/4.0\r\nHost: x\r\n\r\n");

        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            for (Map.Entry<String, String> request : requests.entrySet()) {
                // When
                String answer = raw(server, request.getValue());

                // Then
                assertThat(answer)
                        .startsWith("HTTP/1.1 " + request.getKey() + " ")
                        .contains("urn:waybill:problem:malformed", "\"status\":" + request.getKey() + ",");
            }
        }
    }

    @Test
    void aTagIsKnownInWhateverFormItIsSentBack() throws Exception {
        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // Given
            HttpClient client = HttpClient.newHttpClient();
            String tag = send(client, request(server, "/api/v1/echo").GET())
                    .headers()
                    .firstValue("etag")
                    .orElseThrow();

            // When, Then
            for (List<String> known : List.of(
                    List.of("*"), List.of("W/" + tag), List.of("\"x\"," + tag), List.of("\"x\"", "W/\"y\" , " + tag))) {
                HttpRequest.Builder request = request(server, "/api/v1/echo").GET();
                known.forEach(value -> request.header("If-None-Match", value));
                assertThat(send(client, request).statusCode())
                        .as(known.toString())
                        .isEqualTo(304);
            }
            assertThat(send(
                                    client,
                                    request(server, "/api/v1/echo")
                                            .header("If-None-Match", "\"x" + tag.substring(1))
                                            .GET())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPathCannotHideWhatItNames() throws Exception {
        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // When, Then
            for (String path : List.of(
                    "/api/v1/tenants/acme/../globex/echo",
                    "/api/v1/tenants/globex/%2e%2e/acme/echo",
                    "/api/v1/tenants/acme%2f..%2fglobex/echo",
                    "/api/v1/tenants/globex;x=acme/echo",
                    "//api/v1/tenants/acme/echo")) {
                String answer = raw(
                        server,
                        "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Asking.GLOBEX
                                + "\r\nConnection: close\r\n\r\n");
                assertThat(answer).as(path).doesNotContain("\"tenant\":\"acme\"");
            }
        }
    }

    @Test
    void withTlsTheCookieIsSecureAndBrowsersAreToldToStayWithIt() throws Exception {
        // Given
        Path store = keyStore();
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build();
        TlsIdentity identity = new Pkcs12Identity(store, PASSWORD.toCharArray());

        try (ConsoleServer server = ConsoleServer.start(ListenAddress.safe(loopback(), Optional.of(identity)), site)) {
            // When
            HttpResponse<String> login = send(
                    client,
                    HttpRequest.newBuilder(server.uri().resolve("/login"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("token=" + Asking.ACME)));

            // Then
            assertThat(server.uri().getScheme()).isEqualTo("https");
            assertThat(login.statusCode()).isEqualTo(303);
            assertThat(login.headers().firstValue("set-cookie").orElse(""))
                    .startsWith("__Host-waybill=")
                    .endsWith("; Path=/; HttpOnly; SameSite=Strict; Secure");
            assertThat(login.headers().firstValue("strict-transport-security")).hasValue("max-age=31536000");
        }
    }

    @Test
    @Timeout(60)
    void refusalsTellBrowsersToStayWithTlsToo() throws Exception {
        // Given
        Path store = keyStore();
        SSLContext trusting = trusting(store);
        TlsIdentity identity = new Pkcs12Identity(store, PASSWORD.toCharArray());
        String large = "POST /api/v1/tenants/acme/rename HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                + (LargeBodies.SMALL + 1) + "\r\n";
        String known = "Authorization: Bearer " + Asking.ACME + "\r\n";
        List<Socket> sending = new ArrayList<>();

        try (ConsoleServer server = ConsoleServer.start(ListenAddress.safe(loopback(), Optional.of(identity)), site)) {
            for (int i = 0; i < LargeBodies.AT_ONCE; i++) {
                Socket socket = secure(trusting, server);
                sending.add(socket);
                begin(socket, large + known + "Expect: 100-continue\r\n\r\n");
            }
            Map<String, String> refused = Map.of(
                    "GET / HTTP/1.1\r\n\r\n",
                    "400",
                    "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                    "414",
                    large + "\r\n",
                    "413",
                    large + known + "\r\n",
                    "503");
            for (Map.Entry<String, String> request : refused.entrySet()) {
                try (Socket socket = secure(trusting, server)) {
                    // When
                    socket.getOutputStream().write(request.getKey().getBytes(StandardCharsets.US_ASCII));
                    String answer = text(socket);

                    // Then
                    assertThat(answer)
                            .startsWith("HTTP/1.1 " + request.getValue() + " ")
                            .containsIgnoringCase("Strict-Transport-Security: max-age=31536000\r\n");
                }
            }
        } finally {
            for (Socket socket : sending) {
                socket.close();
            }
        }
    }

    private static Socket secure(SSLContext context, ConsoleServer server) throws Exception {
        return context.getSocketFactory().createSocket("127.0.0.1", server.uri().getPort());
    }

    @Test
    void aCertificateAndItsKeyMayStandInPemFiles() throws Exception {
        // Given
        Path store = keyStore();
        PemIdentity identity = new PemIdentity(certificate(store), key(store));
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build();

        try (ConsoleServer server = ConsoleServer.start(ListenAddress.safe(loopback(), Optional.of(identity)), site)) {
            // When
            HttpResponse<String> answer =
                    send(client, request(server, "/api/v1/echo").GET());

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRenewedCertificateIsTakenAndOneThatCannotBeUsedIsNot() throws Exception {
        // Given
        Path store = keyStore();
        Path certificate = certificate(store);
        PemIdentity identity = new PemIdentity(certificate, key(store));
        SslContextFactory.Server context = identity.context();
        context.start();
        TlsRenewal renewal = new TlsRenewal(identity, context);
        SSLContext first = context.getSslContext();

        // When
        renewal.look();
        SSLContext unchanged = context.getSslContext();
        Files.writeString(certificate, "half of a certif");
        renewal.look();
        SSLContext broken = context.getSslContext();
        Files.delete(store);
        Path renewed = keyStore();
        certificate(renewed);
        key(renewed);
        renewal.look();

        // Then
        assertThat(unchanged).isSameAs(first);
        assertThat(broken).isSameAs(first);
        assertThat(context.getSslContext()).isNotSameAs(first);
    }

    @Test
    void aCertificateThatCannotBeUsedIsNamedWithoutItsSecrets() throws Exception {
        // Given
        Path store = keyStore();
        Path noKey = Files.writeString(folder.resolve("no-key.pem"), "s3cret");

        // When, Then
        assertThatThrownBy(() -> new Pkcs12Identity(store, "s3cret-wrong".toCharArray()).keyStore())
                .isInstanceOf(ConsoleServerException.class)
                .hasMessage("the key store " + store
                        + " cannot be read: check that it is PKCS #12 and what its password is");
        assertThatThrownBy(() -> new PemIdentity(certificate(store), noKey).keyStore())
                .isInstanceOf(ConsoleServerException.class)
                .hasMessage("the file " + noKey + " holds no private key in PKCS #8 without a password; make one of it"
                        + " with: openssl pkcs8 -topk8 -nocrypt");
        assertThatThrownBy(() -> new PemIdentity(noKey, key(store)).keyStore())
                .isInstanceOf(ConsoleServerException.class)
                .hasMessageStartingWith("the ")
                .hasMessageContaining(noKey.toString())
                .hasMessageNotContaining("s3cret");
        assertThat(new Pkcs12Identity(store, PASSWORD.toCharArray())).hasToString("PKCS #12 " + store);
    }

    @Test
    void withoutTlsItListensOnLoopbackOnly() {
        // Given
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);

        // When, Then
        assertThatThrownBy(() -> ListenAddress.safe(everywhere, Optional.empty()))
                .hasMessageStartingWith(
                        "0.0.0.0 can be reached from other machines, so the console needs a certificate");
        assertThat(ListenAddress.insecurePlain(everywhere).tls()).isEmpty();
        assertThat(ListenAddress.safe(new InetSocketAddress("::1", 0), Optional.empty())
                        .tls())
                .isEmpty();
    }

    @Test
    void whoWaitsForALongAnswerIsNotCutOff() throws Exception {
        // Given
        Duration idle = Duration.ofMillis(100);
        Echo slow = Echo.of(
                Contract.get("/slow", "slow", "Takes long", Audience.PUBLIC).answers(Schema.anything()),
                call -> waited(idle.multipliedBy(8)));
        Site one = new Site(List.of(slow), List.of(), site.views(), site.access(), site.clock(), Observer.NONE);

        try (ConsoleServer server = ConsoleServer.start(plain(), one, idle)) {
            // When
            HttpResponse<String> answer = send(
                    HttpClient.newHttpClient(), request(server, "/api/v1/slow").GET());

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    /** Answers after a time; nothing can be waited for that happens to a connection that nothing happens to. */
    private static Answer waited(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.json("done");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (ConsoleServer server = ConsoleServer.start(plain(), site)) {
            // Given
            int port = server.uri().getPort();
            ListenAddress same = ListenAddress.insecurePlain(new InetSocketAddress("127.0.0.1", port));

            // When, Then
            assertThatThrownBy(() -> ConsoleServer.start(same, site))
                    .isInstanceOf(ConsoleServerException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port)
                    .hasMessageEndingWith("stop what listens there, or choose another port");
        }
    }

    private static ListenAddress plain() {
        return ListenAddress.safe(loopback(), Optional.empty());
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static HttpRequest.Builder request(ConsoleServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path))
                .header("Authorization", "Bearer " + Asking.OPERATOR);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What comes back for these bytes, until the server is done with the first answer. */
    private static String raw(ConsoleServer server, String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private Path keyStore() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "console",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=console",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return keys;
    }

    private static KeyStore load(Path store) throws Exception {
        return new Pkcs12Identity(store, PASSWORD.toCharArray()).keyStore();
    }

    private Path certificate(Path store) throws Exception {
        return pem(
                "certificate.pem",
                "CERTIFICATE",
                load(store).getCertificate("console").getEncoded());
    }

    private Path key(Path store) throws Exception {
        return pem(
                "key.pem",
                "PRIVATE KEY",
                load(store).getKey("console", PASSWORD.toCharArray()).getEncoded());
    }

    private Path pem(String name, String what, byte[] bytes) throws Exception {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }

    private static SSLContext trusting(Path store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("console", load(store).getCertificate("console"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
