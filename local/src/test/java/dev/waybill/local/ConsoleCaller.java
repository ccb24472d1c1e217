package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Uses a console's API over the network, as a program of an operator. */
final class ConsoleCaller {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI console;
    private final String token;

    ConsoleCaller(URI console, String token) {
        this.console = console;
        this.token = token;
    }

    /** The answer, which must be good. */
    JsonNode get(String path) throws Exception {
        return good(request(path).GET());
    }

    /** The answer, which must be good. */
    JsonNode post(String path, ObjectNode body) throws Exception {
        return good(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Plans a draft and applies the plan. */
    JsonNode apply(String tenant, String yaml) throws Exception {
        JsonNode plan = plan(tenant, yaml);
        return post(
                "/tenants/" + tenant + "/apply",
                body().put("yaml", yaml).put("why", "ticket 9").put("basis", plan.path("basis").asText()));
    }

    JsonNode plan(String tenant, String yaml) throws Exception {
        return post("/tenants/" + tenant + "/plan", body().put("yaml", yaml));
    }

    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(console + "/api/v1" + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode good(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
