package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
    /** So that a blocked server fails the test instead of holding it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final HealthServer.Content NOTHING =
            new HealthServer.Content(List.of(), List.of(), List::of, () -> "");

    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Optional<String> dead = Optional.empty();
    private volatile Optional<String> waiting = Optional.empty();
    private volatile List<String> notes = List.of();
    private final HealthServer server = HealthServer.start(
            Listener.open(ANY),
            new HealthServer.Content(List.of(() -> dead), List.of(() -> waiting), () -> notes, () -> "events 1\n"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isAliveAndReadyWhenEverythingHolds() throws Exception {
        HttpResponse<String> live = get("/livez");
        HttpResponse<String> ready = get("/readyz");

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"status\":\"ok\"}\n");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(ready.headers().firstValue("Strict-Transport-Security"))
                .as("without TLS there is none to stay with")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1:8091, 200",
        "[::1]:8091, 200",
        "console.localhost, 200",
        "logs.example.com, 421",
        "localhost.example.com:8091, 421",
    })
    void onLoopbackAnotherSitesNameIsNotAnswered(String host, int status) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            // When
            socket.getOutputStream()
                    .write(("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            assertThat(answer.contains("events 1")).isEqualTo(status == 200);
        }
    }

    @Test
    void isAliveButNotReadyWhileItWaits() throws Exception {
        waiting = Optional.of("the schema registry does not answer");

        HttpResponse<String> live = get("/livez");
        HttpResponse<String> ready = get("/readyz");

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"unavailable\",\"reasons\":[\"the schema registry does not answer\"]}\n");
    }

    @Test
    void isNotReadyWhenItIsDead() throws Exception {
        dead = Optional.of("state is ERROR");

        HttpResponse<String> live = get("/livez");
        HttpResponse<String> ready = get("/readyz");

        assertThat(live.statusCode()).isEqualTo(503);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("state is ERROR");
    }

    @Test
    void recoversWithoutRestart() throws Exception {
        waiting = Optional.of("waiting");
        assertThat(get("/readyz").statusCode()).isEqualTo(503);

        waiting = Optional.empty();

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyWithNotesOfWhatAnOperatorShouldKnow() throws Exception {
        notes = List.of("acme/downloads is held back");

        HttpResponse<String> ready = get("/readyz");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"ok\",\"notes\":[\"acme/downloads is held back\"]}\n");
        assertThat(get("/livez").body()).isEqualTo("{\"status\":\"ok\"}\n");
    }

    @Test
    void servesMetricsAsText() throws Exception {
        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).isEqualTo("events 1\n");
        assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void knowsNoOtherPathAndNoOtherMethod() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/livez/deep").statusCode()).isEqualTo(404);
        assertThat(get("/livezz").statusCode()).isEqualTo(404);

        HttpResponse<String> post = client.send(
                request("/livez").POST(HttpRequest.BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> head = client.send(
                request("/readyz")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void saysWhatToDoWhenThePortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", taken.getLocalPort());

            assertThatThrownBy(() -> HealthServer.start(Listener.open(address), NOTHING))
                    .isInstanceOf(HealthServerException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + " (Address already in use): stop what listens there, or choose another port");
        }
    }

    @Test
    void saysWhatToDoWhenTheHostIsUnknown() {
        InetSocketAddress address = InetSocketAddress.createUnresolved("no-such-host.invalid", 1);

        assertThatThrownBy(() -> HealthServer.start(Listener.open(address), NOTHING))
                .isInstanceOf(HealthServerException.class)
                .hasMessage("cannot listen on no-such-host.invalid:1: the host name is unknown; correct the address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /liv",
                "GET /livez HTTP/1.1\r\nHost: x\r\nX-Half: ",
                "POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1"
            })
    void answersAtOnceBesideClientsThatSendHalfARequest(String half) throws Exception {
        try (HalfClients clients = new HalfClients(server.address(), 64, half)) {
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(get("/readyz").statusCode()).isEqualTo(200);
            assertThat(get("/metrics").body()).isEqualTo("events 1\n");
            assertThat(clients.connected()).isEqualTo(64);
        }
    }

    @Test
    void answersAtOnceBesideClientsThatDoNotReadALongAnswer() throws Exception {
        String long16MiB = "#".repeat(16 << 20);
        try (HealthServer large = HealthServer.start(
                        Listener.open(ANY), new HealthServer.Content(List.of(), List.of(), List::of, () -> long16MiB));
                HalfClients clients =
                        new HalfClients(large.address(), 16, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")) {
            clients.awaitAnswers();

            assertThat(get(large, "/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void endsConnectionsThatTakeTooLong() throws Exception {
        try (HealthServer hasty = HealthServer.start(
                        Listener.open(ANY),
                        NOTHING,
                        new HealthServer.Pace(Duration.ofMillis(50), Duration.ofHours(1)));
                HalfClients clients = new HalfClients(hasty.address(), 3, "GET /livez HTTP/1.1\r\nX-Half: ")) {
            clients.awaitClosed();
        }
    }

    @Test
    void answersWhatIsNoRequestWithoutAPage() throws Exception {
        try (HalfClients client = new HalfClients(server.address(), 1, "\u0001\u0002\r\n\r\n")) {
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 400 ")
                    .endsWith("{\"status\":\"error\",\"reasons\":[\"malformed request\"]}\n");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(server, path);
    }

    private HttpResponse<String> get(HealthServer of, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(of, path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(server, path)).timeout(PATIENCE);
    }

    private static URI uri(HealthServer of, String path) {
        return URI.create("http://127.0.0.1:" + of.address().getPort() + path);
    }
}
