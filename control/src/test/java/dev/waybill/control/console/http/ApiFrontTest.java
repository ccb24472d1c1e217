package dev.waybill.control.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ClusterException;
import dev.waybill.control.console.access.TokenText;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiFrontTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:00:00Z"), ZoneOffset.UTC);

    private final Echo ofTenant = Echo.forTenant();
    private final Echo ofOperators = Echo.forOperators();
    private final Echo change = Echo.change();
    private final Asking asking = new Asking(List.of(ofTenant, ofOperators, change), CLOCK);

    @Test
    void anOperationGetsItsParametersAndTheirStandards() {
        // When
        Answer answer = asking.get(Asking.OPERATOR, "/api/v1/tenants/acme/echo?search=a%20b");

        // Then
        assertThat(answer.text()).isEqualTo("{\"by\":\"alice\",\"tenant\":\"acme\",\"days\":7,\"search\":\"a b\"}");
    }

    @Test
    void aTenantSeesItselfAndNobodyElse() {
        // When
        Answer own = asking.get(Asking.ACME, "/api/v1/tenants/acme/echo");
        Answer other = asking.get(Asking.GLOBEX, "/api/v1/tenants/acme/echo");
        Answer noSuch = asking.get(Asking.GLOBEX, "/api/v1/tenants/no-such-tenant/echo");
        Answer ofOperator = asking.get(Asking.ACME, "/api/v1/echo");

        // Then
        assertThat(own.status()).isEqualTo(200);
        assertThat(List.of(other.status(), noSuch.status(), ofOperator.status()))
                .containsOnly(403);
        assertThat(other.text()).isEqualTo(noSuch.text());
        assertThat(ofTenant.asked).hasValue(1);
        assertThat(ofOperators.asked).hasValue(0);
    }

    @Test
    void whoHasNoTokenOrAWrongOneIsNotAnswered() {
        // When
        Answer none = asking.get("", "/api/v1/echo");
        Answer wrong = asking.get(TokenText.newToken(), "/api/v1/echo");
        Answer otherScheme = asking.ask("GET", "", "/api/v1/echo", "", Map.of("Authorization", "Basic YTpi"));

        // Then
        assertThat(List.of(none.status(), wrong.status(), otherScheme.status())).containsOnly(401);
        assertThat(wrong.headers()).containsEntry("WWW-Authenticate", "Bearer");
        assertThat(ofOperators.asked).hasValue(0);
    }

    @Test
    void afterManyWrongTokensTheirSenderIsToldToWaitAndRightOnesPass() {
        // Given
        for (int i = 0; i < 10; i++) {
            asking.get(TokenText.newToken(), "/api/v1/echo");
        }

        // When
        Answer wrong = asking.get(TokenText.newToken(), "/api/v1/echo");
        Answer right = asking.get(Asking.OPERATOR, "/api/v1/echo");

        // Then
        assertThat(wrong.status()).isEqualTo(429);
        assertThat(wrong.headers()).containsEntry("Retry-After", "61");
        assertThat(right.status()).isEqualTo(200);
    }

    @Test
    void refusesParametersThatAreUnknownTwiceOrOutOfBounds() {
        // When
        Answer unknown = asking.get(Asking.OPERATOR, "/api/v1/echo?dayz=3");
        Answer twice = asking.get(Asking.OPERATOR, "/api/v1/echo?days=3&days=4");
        Answer outside = asking.get(Asking.OPERATOR, "/api/v1/echo?days=31");
        Answer noNumber = asking.get(Asking.OPERATOR, "/api/v1/echo?days=three");
        Answer noId = asking.get(Asking.OPERATOR, "/api/v1/tenants/ACME!/echo");

        // Then
        assertThat(unknown.text())
                .isEqualTo("{\"type\":\"urn:waybill:problem:unknown-parameter\",\"title\":\"There is no such"
                        + " parameter\",\"status\":400,\"detail\":\"the query has a parameter that is not known; did"
                        + " you mean \\\"days\\\"?\"}");
        assertThat(List.of(twice, outside, noNumber, noId))
                .allSatisfy(
                        answer -> assertThat(Asking.tree(answer).path("type").asText())
                                .isEqualTo("urn:waybill:problem:invalid-parameter"));
        assertThat(ofOperators.asked).hasValue(0);
    }

    @Test
    void refusesBodiesThatAreNotAsTheSchemaAsksAndShowsNothingOfThem() {
        // When
        Answer unknownMember = asking.post(Asking.ACME, "/api/v1/tenants/acme/rename", "{\"name\":\"a\",\"x\":1}");
        Answer otherType = asking.post(Asking.ACME, "/api/v1/tenants/acme/rename", "{\"name\":{\"s3cret\":1}}");
        Answer tooLong = asking.post(Asking.ACME, "/api/v1/tenants/acme/rename", "{\"name\":\"s3cret-s3cret\"}");
        Answer twice = asking.post(Asking.ACME, "/api/v1/tenants/acme/rename", "{\"name\":\"a\",\"name\":\"b\"}");
        Answer noJson = asking.post(Asking.ACME, "/api/v1/tenants/acme/rename", "s3cret");
        Answer more = asking.post(Asking.ACME, "/api/v1/tenants/acme/rename", "{\"name\":\"a\"} s3cret");
        Answer form = asking.ask(
                "POST",
                Asking.ACME,
                "/api/v1/tenants/acme/rename",
                "name=a",
                Map.of("Content-Type", "application/x-www-form-urlencoded"));

        // Then
        assertThat(List.of(unknownMember, otherType, tooLong, twice, noJson, more))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.text()).doesNotContain("s3cret");
                });
        assertThat(Asking.tree(unknownMember).path("errors").toString())
                .isEqualTo(
                        "[{\"path\":\"$\",\"rule\":\"additionalProperties\",\"member\":\"x\",\"expected\":\"false\"}]");
        assertThat(form.status()).isEqualTo(415);
        assertThat(change.asked).hasValue(0);
    }

    @Test
    void aBodyOfMoreValuesThanAnyHasIsNotRead() {
        // When
        Answer many =
                asking.post(Asking.ACME, "/api/v1/tenants/acme/rename", "{\"name\":[" + "{},".repeat(20_000) + "{}]}");
        Answer deep = asking.post(Asking.ACME, "/api/v1/tenants/acme/rename", "[".repeat(20_000));

        // Then
        assertThat(List.of(many, deep)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(Asking.tree(answer).path("detail").asText())
                    .isEqualTo("the body has more values, or deeper ones, than any body has");
        });
    }

    @Test
    void saysWhichMethodsAPathKnows() {
        // When
        Answer method = asking.ask("DELETE", Asking.OPERATOR, "/api/v1/echo", "", Map.of());
        Answer path = asking.get(Asking.OPERATOR, "/api/v1/nothing");

        // Then
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.headers()).containsEntry("Allow", "GET, HEAD");
        assertThat(path.status()).isEqualTo(404);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        // Given
        String tag = asking.get(Asking.OPERATOR, "/api/v1/echo").headers().get("ETag");

        // When
        Answer same = asking.ask("GET", Asking.OPERATOR, "/api/v1/echo", "", Map.of("If-None-Match", tag));
        Answer other = asking.ask("GET", Asking.OPERATOR, "/api/v1/echo?days=3", "", Map.of("If-None-Match", tag));

        Answer oneOfSome = asking.ask(
                "GET", Asking.OPERATOR, "/api/v1/echo", "", Map.of("If-None-Match", "\"a\" ,\"b\",\t" + tag + " "));

        // Then
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(oneOfSome.status()).isEqualTo(304);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void aChangeWithOneKeyIsMadeOnce() {
        // Given
        Map<String, String> key = Map.of("Idempotency-Key", "k-1");
        String path = "/api/v1/tenants/acme/rename";
        Answer first = asking.ask("POST", Asking.ACME, path, "{\"name\":\"a\"}", key);

        // When
        Answer again = asking.ask("POST", Asking.ACME, path, "{\"name\":\"a\"}", key);
        Answer otherBody = asking.ask("POST", Asking.ACME, path, "{\"name\":\"b\"}", key);
        Answer otherCaller = asking.ask("POST", Asking.OPERATOR, path, "{\"name\":\"b\"}", key);
        Answer noKey = asking.ask("POST", Asking.ACME, path, "{\"name\":\"a\"}", Map.of("Idempotency-Key", "a b"));

        // Then
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.headers()).containsEntry("Idempotent-Replay", "true");
        assertThat(otherBody.status()).isEqualTo(422);
        assertThat(otherCaller.status()).isEqualTo(200);
        assertThat(noKey.status()).isEqualTo(400);
        assertThat(change.asked).hasValue(2);
    }

    @Test
    void whatFailsMayBeTriedAgainUnderTheSameKey() {
        // Given
        Echo failing = Echo.of(change.contract(), call -> {
            throw new ClusterException("no broker answers at kafka-7:9092");
        });
        Asking failed = new Asking(List.of(failing), CLOCK);
        Map<String, String> key = Map.of("Idempotency-Key", "k-1");

        // When
        failed.ask("POST", Asking.ACME, "/api/v1/tenants/acme/rename", "{\"name\":\"a\"}", key);
        Answer again = failed.ask("POST", Asking.ACME, "/api/v1/tenants/acme/rename", "{\"name\":\"a\"}", key);

        // Then
        assertThat(again.status()).isEqualTo(503);
        assertThat(failing.asked).hasValue(2);
    }

    @Test
    void aTenantLearnsNothingOfTheClusterAndNobodyAnythingOfAnError() {
        // Given
        Echo unavailable = Echo.of(ofTenant.contract(), call -> {
            throw new ClusterException("no broker answers at kafka-7:9092");
        });
        Echo broken = Echo.of(ofOperators.contract(), call -> {
            throw new IllegalStateException("s3cret");
        });
        Asking failing = new Asking(List.of(unavailable, broken), CLOCK);

        // When
        Answer toOperator = failing.get(Asking.OPERATOR, "/api/v1/tenants/acme/echo");
        Answer toTenant = failing.get(Asking.ACME, "/api/v1/tenants/acme/echo");
        Answer error = failing.get(Asking.OPERATOR, "/api/v1/echo");

        // Then
        assertThat(toOperator.status()).isEqualTo(503);
        assertThat(toOperator.text()).contains("kafka-7:9092");
        assertThat(toTenant.text()).doesNotContain("kafka-7");
        assertThat(error.status()).isEqualTo(500);
        assertThat(error.text()).doesNotContain("s3cret").contains("\"incident\":\"");
    }

    @Test
    void problemsOfASpecAreAnsweredWithTheirPlaces() {
        // Given
        Echo wrong = Echo.of(ofOperators.contract().refuses(ProblemKind.INVALID_SPEC), call -> {
            throw new SpecException(List.of(Problem.at(new Place("acme.yaml", "exports[0].id", 3, 5), "is missing")));
        });

        // When
        Answer answer = new Asking(List.of(wrong), CLOCK).get(Asking.OPERATOR, "/api/v1/echo");

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(Asking.tree(answer).path("problems").toString())
                .isEqualTo("[{\"place\":\"acme.yaml:3:5\",\"path\":\"exports[0].id\",\"text\":\"is missing\"}]");
    }

    @Test
    void twoOperationsOfOnePathAreRefused() {
        // Given
        Echo same = Echo.of(Contract.get("/echo", "other", "The same path", Audience.OPERATORS));

        // When, Then
        assertThatThrownBy(() -> new Asking(List.of(ofOperators, same), CLOCK))
                .hasMessage("GET /api/v1/echo is /api/v1/echo already");
    }
}
