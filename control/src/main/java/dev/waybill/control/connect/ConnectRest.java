package dev.waybill.control.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.ClusterException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of Connect's REST interface. All of them may be repeated without harm, and are while the worker answers that it is
 * rebalancing or overloaded.
 */
final class ConnectRest {
    /** About a minute with {@link #BACKOFF}. */
    static final int ATTEMPTS = 30;

    private static final Duration BACKOFF = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int MAX_REASON = 500;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final ConnectAccess access;
    private final Waiting waiting;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    ConnectRest(ConnectAccess access, Waiting waiting) {
        this.access = access;
        this.waiting = waiting;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        access.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** Every connector with its configuration, its state and its tasks', by name. */
    Map<String, FoundConnector> connectors() {
        Map<String, FoundConnector> found = new TreeMap<>();
        JsonNode answer = unrefused("GET", "connectors?expand=info&expand=status");
        answer.fields().forEachRemaining(entry -> {
            // A connector that is just being made or deleted has only one of the two.
            if (entry.getValue().path("info").has("config")) {
                found.put(entry.getKey(), FoundConnector.of(entry.getKey(), entry.getValue()));
            }
        });
        return found;
    }

    /** Creates the connector, or replaces its configuration. */
    void put(String name, Map<String, String> config) throws ConnectRefusal {
        String body = json.valueToTree(config).toString();
        call("PUT", path(name) + "/config", BodyPublishers.ofString(body));
    }

    /** Deletes the connector; one that is gone is no complaint. Its group's offsets stay. */
    void delete(String name) throws ConnectRefusal {
        call("DELETE", path(name), BodyPublishers.noBody());
    }

    /** Starts what has failed of the connector again. */
    void restartFailed(String name) throws ConnectRefusal {
        call("POST", path(name) + "/restart?includeTasks=true&onlyFailed=true", BodyPublishers.noBody());
    }

    private static String path(String name) {
        return "connectors/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode unrefused(String method, String path) {
        try {
            return call(method, path, BodyPublishers.noBody());
        } catch (ConnectRefusal e) {
            throw new ClusterException("Connect at " + access + " cannot be asked: " + e.reason(), e);
        }
    }

    private JsonNode call(String method, String path, BodyPublisher body) throws ConnectRefusal {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = send(method, path, body);
            int status = answer.statusCode();
            if (status / 100 == 2) {
                return parsed(answer.body());
            }
            if (status == UNAUTHORIZED || status == FORBIDDEN) {
                throw new ClusterException("Connect at " + access + " refuses the login (" + status
                        + "); give basic.auth.user and basic.auth.password in the file of --connect-config");
            }
            if (status == NOT_FOUND && method.equals("DELETE")) {
                return json.nullNode();
            }
            boolean passes = status == CONFLICT || status >= SERVER_ERROR;
            if (!passes || attempt == ATTEMPTS) {
                throw new ConnectRefusal(status + " " + reason(answer.body())
                        + (passes ? "; asked " + ATTEMPTS + " times, look into the workers' logs" : ""));
            }
            pass(BACKOFF);
        }
    }

    /** Waits, for whoever asks again and again. */
    void pass(Duration time) {
        try {
            waiting.pass(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) {
        URI uri = access.base().resolve(path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, body).header("Accept", "application/json");
        if (method.equals("PUT")) {
            request.header("Content-Type", "application/json");
        }
        Optional<String> login = access.authorization();
        login.ifPresent(value -> request.header("Authorization", value));
        // HttpRequest.timeout ends with the headers; a body may take for ever.
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return exchange.get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new ClusterException(
                    "Connect does not answer at " + access + ": " + e.getCause()
                            + "; check --connect, that the workers run and can be reached from here, and whom"
                            + " --connect-config trusts",
                    e.getCause());
        } catch (TimeoutException e) {
            throw new ClusterException(
                    "Connect gives no whole answer at " + access + " within " + ANSWER.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            exchange.cancel(true);
        }
    }

    private ClusterException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ClusterException("interrupted while waiting for Connect at " + access, e);
    }

    private JsonNode parsed(String body) {
        try {
            return body.isBlank() ? json.nullNode() : json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ClusterException("what answers at " + access + " is not Connect: its answer is not JSON");
        }
    }

    private String reason(String body) {
        String reason;
        try {
            reason = json.readTree(body).path("message").asText("");
        } catch (JsonProcessingException e) {
            reason = "";
        }
        String line = reason.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "…";
    }
}
