package dev.waybill.control.console.read;

import static dev.waybill.control.console.state.ConsoleScenario.DOWNLOADS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Asking;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Paging;
import dev.waybill.control.console.state.ConsoleScenario;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.topics.TopicState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every answer is held to its operation's schema by {@link Asking}. */
class ReadOperationsTest {
    private static final String FIVE = "2026-03-04T05:00:00Z";
    private static final String EXPORT = "/api/v1/tenants/acme/exports/downloads";
    private static final ExportId GLOBEX = new ExportId("globex", "traffic");
    private static final String TRAFFIC = """
            tenant: globex
            exports:
              - id: traffic
                source: download
                format: { kind: csv }
                destination: { kind: file, directory: /mnt/globex, prefix: x }
            """;
    private static final byte[] KEYS = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);

    private final ConsoleScenario scenario = new ConsoleScenario();
    private List<Operation> operations = List.of();

    @BeforeEach
    void onBoard() {
        scenario.catalog
                .apply("2026-03-04T04:10:00Z", "redact: [ { kind: hash, field: user, key: \"${env:ACME_HMAC}\" } ]")
                .add("2026-03-04T04:10:00Z", "globex", TRAFFIC);
        scenario.at("2026-03-04T06:12:00Z")
                .whole(DOWNLOADS, FIVE, 0)
                .delivered(DOWNLOADS, FIVE, 0, 0)
                .receipt(DOWNLOADS, ConsoleScenario.hour(FIVE))
                .whole(GLOBEX, FIVE, 0)
                .passed(Source.DOWNLOAD, 0, 1, "2026-03-04T06:12:00Z")
                .passed(Source.AUDIT, 0, 1, "2026-03-04T06:12:00Z");
    }

    @Test
    void anOperatorSeesAllExportsATenantItsOwn() {
        assertThat(ids(get(Asking.OPERATOR, "/api/v1/exports").path("exports")))
                .containsExactly("acme/audit", "acme/downloads", "globex/traffic");
        assertThat(ids(get(Asking.ACME, "/api/v1/exports").path("exports")))
                .containsExactly("acme/audit", "acme/downloads");
        assertThat(get(Asking.GLOBEX, "/api/v1/exports").path("matching").asInt())
                .isEqualTo(1);
        assertThat(ask(Asking.ACME, "/api/v1/exports?tenant=globex").status()).isEqualTo(403);
        assertThat(ids(get(Asking.OPERATOR, "/api/v1/exports?tenant=acme&text=AUD")
                        .path("exports")))
                .containsExactly("acme/audit");
        assertThat(ids(get(Asking.OPERATOR, "/api/v1/exports?state=due,late").path("exports")))
                .containsExactly("globex/traffic");
    }

    @Test
    void exportsSayWhatTheDoctorFoundLast() {
        // Given
        scenario.checkedUp(DOWNLOADS, FIVE, "put-outside-prefix")
                .checkedUp(ConsoleScenario.AUDIT, FIVE, "export-topic");

        // When
        JsonNode operators = get(Asking.OPERATOR, "/api/v1/exports").path("exports");
        JsonNode tenants = get(Asking.ACME, "/api/v1/exports").path("exports");

        // Then
        assertThat(operators.findValuesAsText("doctor")).containsExactly("failed", "failed", "not-checked");
        assertThat(tenants.findValuesAsText("doctor"))
                .as("of their own account")
                .containsExactly("passed", "failed");
        assertThat(get(Asking.ACME, EXPORT).at("/export/reason").asText())
                .isEqualTo("a check of its account has failed; the doctor's report says which");
    }

    @Test
    void listsArePaged() {
        // Given
        JsonNode first = get(Asking.OPERATOR, "/api/v1/exports?limit=2&sort=state");
        String next = first.path("next").asText();

        // When
        JsonNode second = get(Asking.OPERATOR, "/api/v1/exports?limit=2&sort=state&cursor=" + next);

        // Then
        List<String> all = new ArrayList<>(ids(first.path("exports")));
        all.addAll(ids(second.path("exports")));
        assertThat(all).containsExactly("globex/traffic", "acme/audit", "acme/downloads");
        assertThat(second.has("next")).isFalse();
        assertThat(ask(Asking.ACME, "/api/v1/exports?cursor=" + next).status()).isEqualTo(200);
        assertThat(ask(Asking.GLOBEX, "/api/v1/exports?cursor=" + next).status())
                .as("the cursor of another tenant's export")
                .isEqualTo(400);
        assertThat(ask(Asking.OPERATOR, "/api/v1/exports?cursor=AAAA").status()).isEqualTo(400);
    }

    @Test
    void tenantsArePagedForOperatorsOnly() {
        assertThat(get(Asking.OPERATOR, "/api/v1/tenants?limit=1")
                        .path("tenants")
                        .get(0)
                        .path("tenant")
                        .asText())
                .isEqualTo("acme");
        String next =
                get(Asking.OPERATOR, "/api/v1/tenants?limit=1").path("next").asText();
        JsonNode rest = get(Asking.OPERATOR, "/api/v1/tenants?limit=1&cursor=" + next);
        assertThat(rest.path("tenants").get(0).path("tenant").asText()).isEqualTo("globex");
        assertThat(rest.has("next")).isFalse();
        assertThat(ask(Asking.ACME, "/api/v1/tenants").status()).isEqualTo(403);
        assertThat(get(Asking.ACME, "/api/v1/tenants/acme").path("exports").asInt())
                .isEqualTo(2);
        assertThat(ask(Asking.OPERATOR, "/api/v1/tenants/unknown").status()).isEqualTo(404);
    }

    @Test
    void windowsAndTheirObjectsAreTheExports() {
        // Given
        JsonNode windows = get(Asking.ACME, EXPORT + "/windows");

        // Then
        assertThat(windows.path("windows")).hasSize(2);
        assertThat(windows.path("windows").get(0).path("state").asText()).isEqualTo("verified");
        assertThat(windows.path("windows")
                        .get(0)
                        .path("counts")
                        .path("delivered")
                        .asInt())
                .isEqualTo(10);
        assertThat(windows.path("windows").get(1).path("state").asText()).isEqualTo("open");
        JsonNode objects = get(Asking.ACME, EXPORT + "/windows/" + FIVE + "/objects");
        assertThat(objects.path("whole").asBoolean()).isTrue();
        assertThat(objects.path("objects").get(0).path("rows").asInt()).isEqualTo(10);
        assertThat(objects.path("objects").get(1).path("name").asText())
                .isEqualTo("_receipts/downloads/20260304T050000Z.json");
        assertThat(ask(Asking.ACME, "/api/v1/tenants/acme/exports/other/windows")
                        .status())
                .isEqualTo(404);
        assertThat(ask(Asking.ACME, EXPORT + "/windows?limit=1&cursor=W10").status())
                .isEqualTo(400);
        String next = get(Asking.ACME, EXPORT + "/windows?limit=1").path("next").asText();
        assertThat(get(Asking.ACME, EXPORT + "/windows?limit=1&cursor=" + next)
                        .path("windows")
                        .get(0)
                        .path("start")
                        .asText())
                .isEqualTo("2026-03-04T06:00:00Z");
    }

    @Test
    void windowsThatStartWithinLessThanASecondAreWholeAndNoOthers() {
        // When
        JsonNode within = get(Asking.ACME, EXPORT + "/windows?from=" + FIVE + "&to=2026-03-04T05:00:00.000001Z");
        JsonNode after = get(Asking.ACME, EXPORT + "/windows?from=2026-03-04T05:00:00.000001Z&to=2026-03-04T06:00:00Z");

        // Then
        assertThat(within.path("windows")).hasSize(1);
        assertThat(within.at("/windows/0/state").asText()).isEqualTo("verified");
        assertThat(within.at("/windows/0/counts/read").asInt()).isEqualTo(12);
        assertThat(after.path("windows")).isEmpty();
    }

    @Test
    void timesBeyondAllEventsAreRefusedWhereverTheyStand() {
        // Given
        List<String> times = List.of(
                "-1000000000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "%2B10000-01-01T00:00:00Z",
                "%2B1000000000-12-31T23:59:59.999999999Z");

        for (String time : times) {
            String cursor = Paging.cursor(List.of(time.replace("%2B", "+")));

            // When
            List<Answer> answers = List.of(
                    ask(Asking.ACME, EXPORT + "/windows?from=" + time),
                    ask(Asking.ACME, EXPORT + "/windows?to=" + time),
                    ask(Asking.ACME, EXPORT + "/windows?cursor=" + cursor),
                    ask(Asking.ACME, EXPORT + "/windows/" + time.replace("%2B", "+") + "/objects"));

            // Then
            assertThat(answers)
                    .as(time)
                    .allSatisfy(answer -> assertThat(
                                    Asking.tree(answer).path("type").asText())
                            .isEqualTo("urn:waybill:problem:invalid-parameter"));
        }
    }

    @Test
    void anOperatorSeesWhyAndATenantWhatItsOwnDestinationAnswered() {
        // Given
        scenario.heldBack(DOWNLOADS, "2026-03-04T06:11:00Z");

        // When
        JsonNode operators = get(Asking.OPERATOR, EXPORT);
        JsonNode tenants = get(Asking.ACME, EXPORT);

        // Then
        assertThat(operators.path("export").path("state").asText()).isEqualTo("held-back");
        assertThat(operators.path("export").path("reason").asText()).contains("ROLE_REFUSED");
        assertThat(operators.path("status").path("delivery").isArray()).isTrue();
        assertThat(tenants.path("held-back")).isEqualTo(operators.path("held-back"));
        assertThat(tenants.path("held-back").get(0).path("reason").asText()).isEqualTo("ROLE_REFUSED");
        assertThat(tenants.path("export").path("reason").asText())
                .isEqualTo("it waits for its destination, or for what its spec needs");
    }

    /** Reasons name people, topics and offsets; specs name secrets and directories. */
    @Test
    void aTenantLearnsNothingOfThePlatform() {
        // Given
        scenario.catalog.pause("2026-03-04T06:11:00Z", PauseScope.EVERYTHING);
        scenario.clients.cluster.topics.put("export.acme.downloads", new TopicState(1, Map.of()));
        scenario.clients.cluster.groups.put(
                "connect-waybill-sink",
                Map.of(new TopicPartition("export.acme.downloads", 0), new OffsetAndMetadata(0)));
        scenario.looked();
        List<String> paths = List.of(
                "/api/v1/exports",
                EXPORT,
                EXPORT + "/windows",
                EXPORT + "/windows/" + FIVE + "/objects",
                EXPORT + "/versions",
                "/api/v1/tenants/acme");

        // When
        List<String> texts = new ArrayList<>();
        paths.forEach(path -> texts.add(ask(Asking.ACME, path).text()));
        paths.forEach(path ->
                texts.add(ask(Asking.GLOBEX, path.replace("acme", "globex").replace("downloads", "traffic"))
                        .text()));
        String operators =
                paths.stream().map(path -> ask(Asking.OPERATOR, path).text()).reduce("", String::concat);

        // Then
        assertThat(operators)
                .contains("nina", "ticket 9", "${env:ACME_HMAC}", "ops", "\"committed", "export.acme.downloads");
        assertThat(texts)
                .allSatisfy(text -> assertThat(text)
                        .isNotBlank()
                        .doesNotContain(
                                "nina",
                                "ticket",
                                "${",
                                "ACME_HMAC",
                                "\"ops\"",
                                "/mnt",
                                "offset",
                                "committed",
                                "waybill-sink",
                                "export.acme",
                                "waybill."));
    }

    @Test
    void aTenantSeesWhichVersionRules() {
        JsonNode reign = get(Asking.ACME, EXPORT + "/versions").path("reigns").get(0);

        assertThat(reign.path("from").asText()).isEqualTo(FIVE);
        assertThat(reign.path("spec").path("redact").get(0).path("key").asText())
                .isEqualTo("(hidden)");
        assertThat(reign.path("spec").path("destination").path("bucket").asText())
                .isEqualTo("acme-logs");
        assertThat(reign.has("by")).isFalse();
        JsonNode operators =
                get(Asking.OPERATOR, EXPORT + "/versions").path("reigns").get(0);
        assertThat(operators.path("by").asText()).isEqualTo("ops");
        assertThat(operators.path("spec").path("redact").get(0).path("key").asText())
                .isEqualTo("${env:ACME_HMAC}");
        scenario.catalog.add("2026-03-04T06:11:30Z", "globex", TRAFFIC + "    enabled: false\n");
        assertThat(get(Asking.OPERATOR, "/api/v1/tenants/globex/exports/traffic/versions")
                        .path("reigns")
                        .get(1)
                        .path("ended")
                        .asText())
                .isEqualTo("disabled");
    }

    @Test
    void aTenantGetsItsDocumentsAndHowToReadItsFiles() {
        JsonNode documents =
                get(Asking.ACME, "/api/v1/tenants/acme/iam-documents").path("documents");

        assertThat(documents.path("Logs-permissions.json").asText()).contains("acme-logs");
        assertThat(get(Asking.ACME, EXPORT + "/description").path("duckdb.sql").asText())
                .contains("acme-logs");
        assertThat(ask(Asking.ACME, "/api/v1/tenants/acme/exports/other/description")
                        .status())
                .isEqualTo(404);
        assertThat(ask(Asking.ACME, "/api/v1/receipt-keys").body()).isEqualTo(KEYS);
    }

    @Test
    void theOverviewCountsByState() {
        JsonNode overview = get(Asking.OPERATOR, "/api/v1/overview");

        assertThat(overview.path("states").path("delivering").asInt()).isEqualTo(2);
        assertThat(overview.path("states").path("due").asInt()).isEqualTo(1);
        assertThat(overview.path("tenants").asInt()).isEqualTo(2);
        assertThat(overview.path("ready").asBoolean()).isTrue();
        assertThat(overview.path("series")).hasSize(288);
        assertThat(overview.path("freshness").path("windows").asInt()).isEqualTo(2);
        assertThat(ask(Asking.ACME, "/api/v1/overview").status()).isEqualTo(403);
    }

    /** By every route that names a tenant. */
    @Test
    void noRouteShowsAnotherTenantsThings() {
        int asked = 0;
        for (Operation operation : operations()) {
            if (operation.contract().endpoint().audience() == Audience.OWN_TENANT) {
                String path = operation
                        .contract()
                        .endpoint()
                        .path()
                        .replace("{tenant}", "acme")
                        .replace("{export}", "downloads")
                        .replace("{start}", FIVE);
                assertThat(ask(Asking.GLOBEX, path).status()).as(path).isEqualTo(403);
                assertThat(ask(Asking.ACME, path).status()).as(path).isEqualTo(200);
                asked++;
            }
        }
        assertThat(asked).isEqualTo(7);
    }

    private List<Operation> operations() {
        if (operations.isEmpty()) {
            operations = ReadOperations.all(
                    known(),
                    () -> Knowledge.of(scenario.catalog.snapshot(), scenario.clients.log.now),
                    () -> Optional.of(KEYS),
                    Clock.fixed(scenario.clients.log.now, ZoneOffset.UTC));
        }
        return operations;
    }

    private ConsoleState known() {
        return scenario.known();
    }

    private Answer ask(String token, String path) {
        return new Asking(operations(), Clock.fixed(scenario.clients.log.now, ZoneOffset.UTC)).get(token, path);
    }

    private JsonNode get(String token, String path) {
        Answer answer = ask(token, path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ids(JsonNode exports) {
        List<String> ids = new ArrayList<>();
        exports.forEach(export -> ids.add(
                export.path("tenant").asText() + "/" + export.path("export").asText()));
        return ids;
    }
}
