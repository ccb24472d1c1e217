package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Optional<String> dead = Optional.empty();
    private volatile Optional<String> waiting = Optional.empty();
    private final HealthServer server =
            HealthServer.start(ANY, List.of(() -> dead), List.of(() -> waiting), () -> "events 1\n");

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

            assertThatThrownBy(() -> HealthServer.start(address, List.of(), List.of(), () -> ""))
                    .isInstanceOf(HealthServerException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + " (Address already in use): stop what listens there, or set another http.port");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }
}
