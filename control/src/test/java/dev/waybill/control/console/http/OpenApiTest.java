package dev.waybill.control.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final List<Operation> operations = List.of(Echo.forTenant(), Echo.change());

    @Test
    void saysOfEachOperationWhatTheFrameHoldsItTo() {
        // When
        JsonNode document = document();

        // Then
        JsonNode echo = document.at("/paths/~1api~1v1~1tenants~1{tenant}~1echo/get");
        assertThat(echo.path("operationId").asText()).isEqualTo("tenantEcho");
        assertThat(echo.path("description").asText()).isEqualTo("For operators, and the tenant that the path names.");
        assertThat(echo.at("/parameters/1").toString())
                .isEqualTo("{\"name\":\"days\",\"in\":\"query\",\"required\":false,\"description\":\"How many"
                        + " days.\",\"schema\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":30,\"default\":7}}");
        assertThat(echo.at("/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Echo");
        JsonNode change = document.at("/paths/~1api~1v1~1tenants~1{tenant}~1rename/post");
        assertThat(change.at("/requestBody/content/application~1json/schema").toString())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\",\"minLength\":1,"
                        + "\"maxLength\":10}},\"required\":[\"name\"],\"additionalProperties\":false}");
        assertThat(change.path("parameters").findValuesAsText("name")).contains("Idempotency-Key");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        OpenApiRules.check(document());
    }

    private JsonNode document() {
        return Asking.tree(
                new OpenApiOperation(operations).handle(Call.reading(java.util.Optional.empty(), java.util.Map.of())));
    }

    @Test
    void isServedToEverybody() {
        // Given
        List<Operation> all = new java.util.ArrayList<>(operations);
        all.add(new OpenApiOperation(operations));

        // When
        Answer answer = new Asking(all, Clock.systemUTC()).get("", "/api/v1/openapi.json");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Asking.tree(answer).path("openapi").asText()).isEqualTo("3.1.0");
    }
}
