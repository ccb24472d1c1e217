package dev.waybill.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cloud.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The calls to Connect's REST interface that the embedded stack needs. */
final class ConnectorsApi {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    /** The worker answers so while it rebalances. */
    private static final int CONFLICT = 409;

    private static final int NOT_FOUND = 404;

    private final URI base;
    private final Duration answerTimeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();

    ConnectorsApi(URI base) {
        this(base, Duration.ofSeconds(30));
    }

    /** @param answerTimeout for a whole answer, its body included */
    ConnectorsApi(URI base, Duration answerTimeout) {
        this.base = base;
        this.answerTimeout = answerTimeout;
    }

    URI base() {
        return base;
    }

    void awaitHealthy() {
        await(
                "Connect does not become healthy at " + base,
                () -> send(request("health").GET()).statusCode() == 200);
    }

    void put(String name, Map<String, String> config) {
        String body = json.valueToTree(config).toString();
        await("Connect does not accept the connector " + name, () -> {
            HttpResponse<String> answer = send(request("connectors/" + encode(name) + "/config")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(body)));
            if (answer.statusCode() == CONFLICT) {
                return false;
            }
            requireSuccess("put the connector " + name, answer);
            return true;
        });
    }

    void awaitRunning(String name) {
        await("the connector " + name + " or one of its tasks does not run", () -> isRunning(status(name)));
    }

    private static boolean isRunning(JsonNode status) {
        JsonNode tasks = status.path("tasks");
        if (!isRunningNode(status.path("connector")) || tasks.isEmpty()) {
            return false;
        }
        for (JsonNode task : tasks) {
            if (!isRunningNode(task)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRunningNode(JsonNode node) {
        String state = node.path("state").asText();
        if (state.equals("FAILED")) {
            throw new LocalException("a connector failed: " + node.path("trace").asText());
        }
        return state.equals("RUNNING");
    }

    JsonNode status(String name) {
        HttpResponse<String> answer =
                send(request("connectors/" + encode(name) + "/status").GET());
        if (answer.statusCode() == NOT_FOUND) {
            return json.createObjectNode();
        }
        requireSuccess("read the status of the connector " + name, answer);
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new LocalException("Connect's answer is not JSON", e);
        }
    }

    void delete(String name) {
        await("Connect does not delete the connector " + name, () -> {
            HttpResponse<String> answer =
                    send(request("connectors/" + encode(name)).DELETE());
            if (answer.statusCode() == CONFLICT) {
                return false;
            }
            if (answer.statusCode() != NOT_FOUND) {
                requireSuccess("delete the connector " + name, answer);
            }
            return true;
        });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve("/" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return exchange.get(answerTimeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new LocalException("Connect does not answer at " + base, e.getCause());
        } catch (TimeoutException e) {
            throw new LocalException("Connect gives no whole answer at " + base + " within " + answerTimeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while waiting for Connect", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static void requireSuccess(String what, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new LocalException("Connect refused to " + what + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static void await(String complaint, BooleanSupplier condition) {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new LocalException(complaint + " within " + START_TIMEOUT.toSeconds() + " s");
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalException("interrupted: " + complaint, e);
            }
        }
    }

    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
