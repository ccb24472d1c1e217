package dev.waybill.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Our own client of the registry's REST API: {@code GET /schemas/ids/{id}} and
 * {@code GET /subjects/{subject}/versions/{version}}, on whichever of its nodes answers.
 */
public final class RegistryHttp implements RegistryApi {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_BODY = 16 * 1024 * 1024;
    /** The registry's error codes for a subject, version or schema that does not exist begin with it. */
    private static final int NOT_FOUND = 404;

    private final RegistryConfig config;
    private final HttpClient client;

    /**
     * A client that has not asked anything yet.
     *
     * @throws IllegalArgumentException if a TLS store cannot be opened
     */
    public RegistryHttp(RegistryConfig config) {
        this.config = config;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(config.tls().context())
                .build();
    }

    @Override
    public Optional<RegisteredText> schema(int id) {
        return fetch("/schemas/ids/" + id).map(RegistryHttp::registered);
    }

    @Override
    public Optional<RegisteredText> version(String subject, int version) {
        String path = "/subjects/" + encoded(subject) + "/versions/" + version + "?deleted=true";
        return fetch(path).map(RegistryHttp::registered);
    }

    private static RegisteredText registered(JsonNode answer) {
        List<RegisteredText.Reference> references = new ArrayList<>();
        for (JsonNode reference : answer.path("references")) {
            references.add(new RegisteredText.Reference(
                    reference.path("subject").asText(),
                    reference.path("version").asInt()));
        }
        return new RegisteredText(
                answer.path("schemaType").asText(RegisteredText.AVRO),
                answer.path("schema").asText(),
                references);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The JSON object at {@code path}, or empty if the registry answers that it does not exist. A 404 that does not
     * carry the registry's error code comes from something else in its place, so it counts as no answer.
     *
     * @throws RegistryUnavailableException if no node gives one of these two answers
     */
    private Optional<JsonNode> fetch(String path) {
        RegistryUnavailableException failure = null;
        for (URI base : config.urls()) {
            try {
                return fetch(base, path);
            } catch (RegistryUnavailableException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? new RegistryUnavailableException("no registry is configured", null) : failure;
    }

    private Optional<JsonNode> fetch(URI base, String path) {
        URI uri = URI.create(base.toString().replaceAll("/+$", "") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        config.credentials().authorization().ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.build(), head -> new LimitedBody(MAX_BODY));
        try {
            HttpResponse<byte[]> response = exchange.get(config.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
            return answer(uri, response.statusCode(), response.body());
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw unavailable(uri, "did not answer: " + cause.getClass().getSimpleName(), cause);
        } catch (TimeoutException e) {
            throw unavailable(uri, "did not give a whole answer within " + config.requestTimeout(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(uri, "was not waited for: interrupted", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static Optional<JsonNode> answer(URI uri, int status, byte[] body) {
        JsonNode json = parse(body);
        if (status == 200 && json != null && json.isObject()) {
            return Optional.of(json);
        }
        if (status == 404 && json != null && json.path("error_code").asInt() / 100 == NOT_FOUND) {
            return Optional.empty();
        }
        throw unavailable(uri, "answered " + status + advice(status), null);
    }

    private static String advice(int status) {
        return switch (status) {
            case 200 -> " with something that is not a registry's answer; check " + RegistryConfig.URL;
            case 401, 403 -> "; check the registry's credentials";
            case 404 -> " without a registry's error code; check the path in " + RegistryConfig.URL;
            default -> "";
        };
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    private static RegistryUnavailableException unavailable(URI uri, String what, @Nullable Throwable cause) {
        return new RegistryUnavailableException("schema registry " + uri + " " + what, cause);
    }
}
