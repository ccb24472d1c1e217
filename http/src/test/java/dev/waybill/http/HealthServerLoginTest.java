package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerLoginTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger scrapes = new AtomicInteger();
    private volatile String wanted = "prometheus:sesame:öffne";
    private volatile Optional<String> waiting = Optional.empty();
    private final HealthServer server = HealthServer.start(
            new Listener(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Optional.empty(),
                    Optional.of(new Login(this::wanted))),
            new HealthServer.Content(
                    List.of(), List.of(() -> waiting), () -> List.of("acme/downloads is held back"), this::scrape));

    private String wanted() {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("the file is gone");
        }
        return wanted;
    }

    private String scrape() {
        scrapes.incrementAndGet();
        return "events 1\n";
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysEverythingToWhoLogsIn() throws Exception {
        HttpResponse<String> metrics = get("/metrics", basic("prometheus:sesame:öffne"));
        HttpResponse<String> ready = get("/readyz", basic("prometheus:sesame:öffne"));

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).isEqualTo("events 1\n");
        assertThat(ready.body()).isEqualTo("{\"status\":\"ok\",\"notes\":[\"acme/downloads is held back\"]}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Bearer sesame",
                "Basic cHJvbWV0aGV1cw==",
                "Basic cHJvbWV0aGV1czpzZXNhbWU="
            })
    void showsNoMetricsToOthersAndDoesNotEvenCollectThem(String header) throws Exception {
        HttpResponse<String> metrics = get("/metrics", header);

        assertThat(metrics.statusCode()).isEqualTo(401);
        assertThat(metrics.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"waybill\", charset=\"UTF-8\"");
        assertThat(metrics.body()).isEqualTo("{\"status\":\"error\",\"reasons\":[\"a login is wanted\"]}\n");
        assertThat(scrapes).hasValue(0);
    }

    @Test
    void answersProbesWithoutALoginButTellsNoReasons() throws Exception {
        HttpResponse<String> well = get("/readyz", "");
        waiting = Optional.of("acme/downloads waits");
        HttpResponse<String> notWell = get("/readyz", "");

        assertThat(well.statusCode()).isEqualTo(200);
        assertThat(well.body()).isEqualTo("{\"status\":\"ok\"}\n");
        assertThat(notWell.statusCode()).isEqualTo(503);
        assertThat(notWell.body()).isEqualTo("{\"status\":\"unavailable\"}\n");
        assertThat(get("/livez", "").body()).isEqualTo("{\"status\":\"ok\"}\n");
        assertThat(get("/elsewhere", "").statusCode()).isEqualTo(404);
    }

    @Test
    void asksForTheNewLoginOnceItHasChanged() throws Exception {
        wanted = "prometheus:other";

        assertThat(get("/metrics", basic("prometheus:sesame:öffne")).statusCode())
                .isEqualTo(401);
        assertThat(get("/metrics", basic("prometheus:other")).statusCode()).isEqualTo(200);
    }

    @Test
    void letsNobodyInWhileTheLoginCannotBeRead() throws Exception {
        wanted = "";

        assertThat(get("/metrics", basic("prometheus:sesame:öffne")).statusCode())
                .isEqualTo(401);
        assertThat(get("/metrics", basic("")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesame", ":sesame", "prometheus:", ":"})
    void refusesALoginWithoutUserOrPasswordWithoutShowingIt(String half) {
        assertThatThrownBy(() -> new Login(() -> half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a user and a password; write user:password");
        assertThat(new Login(() -> "a:b")).hasToString("Login");
    }

    private static String basic(String login) {
        return "basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .timeout(Duration.ofSeconds(20));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
