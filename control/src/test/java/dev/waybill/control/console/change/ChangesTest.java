package dev.waybill.control.console.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.ApplyState;
import dev.waybill.control.apply.Folder;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.console.audit.ConsoleEvent;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Asking;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:10:00Z"), ZoneOffset.UTC);
    private static final String BUCKET = "destination: { kind: s3, bucket: %s-logs, prefix: logs, region: eu-west-1,"
            + " role-arn: \"arn:aws:iam::%s:role/Logs\" }";
    private static final String OPERATOR_RULES =
            "console: { tenants-may-edit: true, exports-per-tenant: 2, endpoints: [\"https://s3.example.com\"] }\n";

    @TempDir
    Path root;

    private Folder folder;
    private final FakeChangeCluster cluster = new FakeChangeCluster();
    private final List<ConsoleEvent> events = new ArrayList<>();
    private final Map<String, String> addresses =
            new java.util.HashMap<>(Map.of("s3.example.com", "203.0.112.9", "acme-logs.s3.example.com", "203.0.112.9"));
    private boolean leaking;
    private Asking asking;
    private Audited audited;

    @BeforeEach
    void open() {
        folder = new Folder(root);
        audited = new Audited(events::add, CLOCK);
        asking = asking(audited);
    }

    private Asking asking(Audited by) {
        SpecChanges changes = new SpecChanges(
                cluster,
                exports -> TopicPlan.of(exports, TopicSettings.EMBEDDED),
                secret -> "the secret of " + secret,
                this::resolve,
                (changed, settings) -> changed.stream()
                        .map(export ->
                                new Refusal(GuardRule.LEAK, "export " + export.exportId() + " would let out user"))
                        .filter(refusal -> leaking)
                        .toList(),
                CLOCK);
        return new Asking(
                List.of(
                        new ReadSpec(cluster::catalog),
                        new ValidateSpec(changes),
                        new PlanSpec(changes),
                        new ApplySpec(changes, by),
                        new Pause(PauseOf.EVERYTHING, cluster, by),
                        new Pause(PauseOf.TENANT, cluster, by),
                        new Pause(PauseOf.EXPORT, cluster, by),
                        new Resume(PauseOf.EVERYTHING, cluster, by),
                        new Resume(PauseOf.TENANT, cluster, by),
                        new Resume(PauseOf.EXPORT, cluster, by),
                        new RetryExport(cluster, by)),
                CLOCK);
    }

    @Test
    void aReasonIsOneLineThatShowsAsItIs() {
        // Given
        applied();
        String path = "/api/v1/tenants/acme/pause";

        // When
        List<Answer> wrong = Stream.of(
                        "\\u001b[2J", "a\\nb", "a\\n", "\\u0000", "\\ud800", "safe\\u202egnp.exe", "\\u2028")
                .map(why -> asking.post(Asking.OPERATOR, path, "{\"why\":\"" + why + "\"}"))
                .toList();
        Answer right = asking.post(Asking.OPERATOR, path, "{\"why\":\"für Żółć, ticket 9 \\ud83d\\ude00\"}");

        // Then
        assertThat(wrong).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
        assertThat(right.status()).isEqualTo(200);
    }

    @Test
    void anOperatorPlansAndAppliesADraft() {
        // Given
        applied();
        String daily = acme("schedule: { every: daily }");
        JsonNode plan = Asking.tree(plan(Asking.OPERATOR, "acme", daily));

        // When
        Answer answer = apply(Asking.OPERATOR, "acme", daily, plan.path("basis").asText());

        // Then
        assertThat(plan.path("state").asText()).isEqualTo("planned");
        assertThat(plan.at("/tenants/0/exports/0/keys").toString())
                .isEqualTo("[{\"key\":\"schedule.every\",\"before\":\"hourly\",\"after\":\"daily\"}]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Asking.tree(answer).path("state").asText()).isEqualTo("applied");
        assertThat(record("acme").changed().by()).isEqualTo("alice");
        assertThat(record("acme").changed().why()).isEqualTo("ticket 9");
        assertThat(record("globex").changed().by()).isEqualTo("ops");
    }

    @Test
    void aChangeIsAuditedWithoutValuesOfTheSpec() {
        // Given
        applied();
        String hashed = acme("redact: [ { kind: hash, field: ip_address, key: \"${env:ACME_HMAC}\" } ]");
        String basis = basis("acme", hashed);

        // When
        apply(Asking.OPERATOR, "acme", hashed, basis);

        // Then
        ConsoleEvent event = events.get(0);
        assertThat(events).hasSize(1);
        assertThat(event.by().name()).isEqualTo("alice");
        assertThat(event.type()).isEqualTo("export_specs_applied");
        assertThat(event.outcome()).isEqualTo(ConsoleEvent.Outcome.SUCCESS);
        assertThat(new String(event.value(), StandardCharsets.UTF_8))
                .contains("\"why\":\"ticket 9\"")
                .doesNotContain("ACME_HMAC", "the secret");
    }

    @Test
    void aPlanThatSomebodyHasOvertakenIsNotAppliedButMadeAnew() {
        // Given
        applied();
        String daily = acme("schedule: { every: daily }");
        String basis = basis("acme", daily);
        folder.tenant("acme", "format: { kind: ecs }", BUCKET.formatted("acme", "111122223333"));
        applyFolder();

        // When
        Answer overtaken = apply(Asking.OPERATOR, "acme", daily, basis);

        // Then
        assertThat(overtaken.status()).isEqualTo(409);
        JsonNode plan = Asking.tree(overtaken).path("plan");
        assertThat(plan.at("/tenants/0/exports/0/keys").findValuesAsText("key")).contains("format.kind");
        assertThat(record("acme").changed().by()).isEqualTo("ops");
        assertThat(events.get(0).outcome()).isEqualTo(ConsoleEvent.Outcome.FAILURE);
        assertThat(apply(Asking.OPERATOR, "acme", daily, plan.path("basis").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoComesInBetweenWhileTheCatalogIsWrittenOvertakesAPlan() {
        // Given
        applied();
        String daily = acme("schedule: { every: daily }");
        String basis = basis("acme", daily);
        cluster.target.beforeWrite = () -> {
            folder.tenant("acme", "format: { kind: ecs }", BUCKET.formatted("acme", "111122223333"));
            applyFolder();
        };

        // When
        Answer overtaken = apply(Asking.OPERATOR, "acme", daily, basis);

        // Then
        assertThat(overtaken.status()).isEqualTo(409);
        assertThat(Asking.tree(overtaken).at("/plan/basis").asText()).isNotEqualTo(basis);
    }

    @Test
    void changesOfOtherTenantsAndPausesDoNotMatter() {
        // Given
        applied();
        String daily = acme("schedule: { every: daily }");
        String basis = basis("acme", daily);
        folder.tenant("globex", "format: { kind: ecs }", BUCKET.formatted("globex", "444455556666"));
        applyFolder();
        asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/pause", "{\"why\":\"x\"}");

        // When
        Answer answer = apply(Asking.OPERATOR, "acme", daily, basis);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theGuardRefusesUnlessAnOperatorAllowsIt() {
        // Given
        folder.tenant("acme", "redact: [ { kind: drop-group, group: geo } ]", BUCKET.formatted("acme", "111122223333"));
        folder.tenant("globex", BUCKET.formatted("globex", "444455556666"));
        applyFolder();
        String bare = acme();
        String basis = basis("acme", bare);

        // When
        Answer refused = apply(Asking.OPERATOR, "acme", bare, basis);
        Answer allowed = asking.post(
                Asking.OPERATOR,
                "/api/v1/tenants/acme/apply",
                body(bare)
                        .put("basis", basis)
                        .put("why", "asked for")
                        .set("allow", JSON.createArrayNode().add("loosened-redaction"))
                        .toString());

        // Then
        assertThat(refused.status()).isEqualTo(422);
        assertThat(Asking.tree(refused).at("/plan/refusals/0/rule").asText()).isEqualTo("loosened-redaction");
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(events.get(1).facts()).containsEntry("allowed", "loosened-redaction");
    }

    @Test
    void whatIsWrongWithADraftIsSaidWithItsPlaces() {
        // Given
        applied();

        // When
        Answer validated = asking.post(
                Asking.OPERATOR,
                "/api/v1/tenants/acme/validate",
                body(acme("schedule: { every: hourli }")).toString());
        Answer planned = plan(Asking.OPERATOR, "acme", acme("schedule: { every: hourli }"));
        Answer right = asking.post(
                Asking.OPERATOR, "/api/v1/tenants/acme/validate", body(acme()).toString());
        Answer ofAnother = plan(Asking.OPERATOR, "globex", acme());

        // Then
        assertThat(Asking.tree(validated).at("/problems/0/line").asInt()).isEqualTo(5);
        assertThat(Asking.tree(validated).at("/problems/0/path").asText()).isEqualTo("exports[0].schedule.every");
        assertThat(planned.status()).isEqualTo(422);
        assertThat(Asking.tree(planned).at("/problems/0/place").asText()).startsWith("acme.yaml:5:");
        assertThat(right.text()).isEqualTo("{\"problems\":[]}");
        assertThat(ofAnother.status()).isEqualTo(422);
        assertThat(ofAnother.text()).contains("differs from the file's name");
    }

    @Test
    void aRoleOfAnotherTenantIsRefusedAsInFiles() {
        // Given
        applied();
        String stolen = acme(BUCKET.formatted("acme", "444455556666"));

        // When
        Answer answer = plan(Asking.OPERATOR, "acme", stolen);

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(Asking.tree(answer).at("/problems/0/text").asText()).contains("is named by tenant globex too");
    }

    @Test
    void exportsThatADraftDoesNotNameStayUnlessItIsTheWholeFile() {
        // Given
        applied();
        String other = "tenant: acme\nexports:\n  - id: audits\n    source: audit\n    format: { kind: csv }\n    "
                + BUCKET.formatted("acme-audits", "111122223333") + "\n";

        // When
        JsonNode part = Asking.tree(plan(Asking.OPERATOR, "acme", other));
        JsonNode whole = Asking.tree(asking.post(
                Asking.OPERATOR,
                "/api/v1/tenants/acme/plan",
                body(other).put("others", "removed").toString()));

        // Then
        assertThat(part.at("/tenants/0/exports").findValuesAsText("change")).containsExactly("added");
        assertThat(whole.at("/tenants/0/exports").findValuesAsText("change")).containsExactly("added", "removed");
    }

    @Test
    void theFileAsItIsNowChangesNothing() {
        // Given
        folder.file(
                "acme.yaml",
                acme(
                                "redact: [ { kind: truncate-ip, ipv4: 24, ipv6: 48 } ]",
                                "schedule: { every: \"0 6 * * *\", zone: Europe/Berlin }")
                        + "  - id: off\n    source: audit\n    enabled: false\n    format: { kind: parquet }\n    "
                        + BUCKET.formatted("acme-off", "111122223333") + "\n");
        folder.tenant("globex", BUCKET.formatted("globex", "444455556666"));
        applyFolder();

        // When
        JsonNode read = Asking.tree(asking.get(Asking.OPERATOR, "/api/v1/tenants/acme/spec"));
        JsonNode plan =
                Asking.tree(plan(Asking.OPERATOR, "acme", read.path("yaml").asText()));
        JsonNode whole = Asking.tree(asking.post(
                Asking.OPERATOR,
                "/api/v1/tenants/acme/plan",
                body(read.path("yaml").asText()).put("others", "removed").toString()));

        // Then
        assertThat(read.path("yaml").asText()).startsWith("tenant: \"acme\"\nexports:\n  - id: \"downloads\"\n");
        assertThat(plan.path("state").asText()).as(plan.toString()).isEqualTo("nothing-to-do");
        assertThat(whole.path("state").asText()).isEqualTo("nothing-to-do");
        assertThat(asking.get(Asking.OPERATOR, "/api/v1/tenants/nobody/spec").status())
                .isEqualTo(404);
    }

    @Test
    void aTenantReadsWhatItMayChangeOnly() {
        // Given
        folder.file(
                "acme.yaml",
                acme("redact: [ { kind: hash, field: ip_address, key: \"${env:ACME_HMAC}\" } ]")
                        + "  - id: audits\n    source: audit\n    format: { kind: csv }\n    "
                        + BUCKET.formatted("acme-audits", "111122223333") + "\n");
        applyFolder();

        // When
        Answer read = asking.get(Asking.ACME, "/api/v1/tenants/acme/spec");

        // Then
        assertThat(Asking.tree(read).path("left-out").toString()).isEqualTo("[\"downloads\"]");
        assertThat(read.text()).contains("audits").doesNotContain("ACME_HMAC");
    }

    @Test
    void beforeTheFirstApplyNothingIsPlanned() {
        // When
        Answer answer = plan(Asking.OPERATOR, "acme", acme());

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("the first change is made with ./waybill apply");
    }

    @Test
    void aTenantChangesNothingUnlessTheOperatorsRulesLetIt() {
        // Given
        applied();

        // When
        Answer plan = plan(Asking.ACME, "acme", acme("schedule: { every: daily }"));
        Answer apply = apply(Asking.ACME, "acme", acme("schedule: { every: daily }"), "basis");
        Answer validate = asking.post(
                Asking.ACME, "/api/v1/tenants/acme/validate", body(acme()).toString());

        // Then
        assertThat(List.of(plan.status(), apply.status(), validate.status())).containsOnly(403);
        assertThat(record("acme").changed().by()).isEqualTo("ops");
    }

    @Test
    void aTenantChangesItsOwnExportsWhereTheRulesLetIt() {
        // Given
        editable();
        String daily = acme("schedule: { every: daily }");
        JsonNode plan = Asking.tree(plan(Asking.ACME, "acme", daily));

        // When
        Answer answer = apply(Asking.ACME, "acme", daily, plan.path("basis").asText());

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(record("acme").changed().by()).isEqualTo("acme-admin");
        assertThat(plan.fieldNames()).toIterable().doesNotContain("settings", "topics", "topics-to-do", "starts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redact: [ { kind: hash, field: ip_address, key: \"${env:ACME_HMAC}\", fingerprint: 0123456789ab } ]",
                "destination: { kind: file, directory: /mnt/acme }",
                "destination: { kind: s3, bucket: acme-logs, region: eu-west-1, credentials: acme-store, endpoint: \"https://s3.example.com\" }",
                "destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: \"arn:aws:iam::111122223333:role/Logs\", endpoint: \"https://s3.example.org\" }",
                "destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: \"arn:aws:iam::111122223333:role/Logs\", endpoint: \"http://169.254.169.254\" }",
                "connector: { \"consumer.override.max.poll.records\": \"7\" }"
            })
    void aTenantNamesNothingOfThePlatform(String line) {
        // Given
        editable();

        // When
        Answer answer = plan(Asking.ACME, "acme", acme(line));

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("operator");
        assertThat(plan(Asking.OPERATOR, "acme", acme(line)).text()).doesNotContain("only the operator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "192.168.0.9",
                "100.64.0.1",
                "fd00:ec2::254",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1:7f00:0:100:808:808",
                "fe80::1",
                "0.0.0.0"
            })
    void anEndpointThatIsAllowedMustNotLeadInside(String address) {
        // Given
        editable();
        String store = acme("destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn:"
                + " \"arn:aws:iam::111122223333:role/Logs\", endpoint: \"https://s3.example.com\" }");
        Answer outside = plan(Asking.ACME, "acme", store);
        addresses.put("acme-logs.s3.example.com", address);

        // When
        Answer inside = plan(Asking.ACME, "acme", store);

        // Then
        assertThat(outside.status()).as(outside.text()).isEqualTo(200);
        assertThat(inside.status()).isEqualTo(422);
        assertThat(inside.text())
                .contains("leads to an address that is not on the internet")
                .doesNotContain(address);
    }

    @Test
    void anExportThatUsesASecretIsTheOperatorsToChange() {
        // Given
        folder.file("operator.yaml", OPERATOR_RULES);
        folder.tenant(
                "acme",
                "redact: [ { kind: hash, field: ip_address, key: \"${env:ACME_HMAC}\" } ]",
                BUCKET.formatted("acme", "111122223333"));
        applyFolder();

        // When
        Answer answer = plan(Asking.ACME, "acme", acme());

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("so it is the operator's to change").doesNotContain("ACME_HMAC");
    }

    @Test
    void aTenantLearnsNothingOfOthers() {
        // Given
        editable();
        String stolen = acme(BUCKET.formatted("acme", "444455556666"));
        String shared = acme("destination: { kind: s3, bucket: globex-logs, prefix: logs, region: eu-west-1, role-arn:"
                + " \"arn:aws:iam::111122223333:role/Logs\" }");

        // When
        Answer role = plan(Asking.ACME, "acme", stolen);
        Answer place = plan(Asking.ACME, "acme", shared);

        // Then
        assertThat(role.status()).isEqualTo(422);
        assertThat(role.text()).contains("is not the tenant's to name").doesNotContain("globex");
        assertThat(Asking.tree(place).at("/refusals/0/rule").asText()).isEqualTo("shared-destination");
        assertThat(Asking.tree(place).path("refusals").toString()).doesNotContain("globex");
    }

    @Test
    void aTenantAsksForNothingThatIsAnOperators() {
        // Given
        editable();

        // When
        Answer allow = asking.post(
                Asking.ACME,
                "/api/v1/tenants/acme/plan",
                body(acme())
                        .set("allow", JSON.createArrayNode().add("loosened-redaction"))
                        .toString());
        Answer whole = asking.post(
                Asking.ACME,
                "/api/v1/tenants/acme/plan",
                body(acme()).put("others", "removed").toString());
        Answer pause = asking.post(Asking.ACME, "/api/v1/tenants/acme/pause", "{\"why\":\"x\"}");
        Answer retry = asking.post(Asking.ACME, "/api/v1/tenants/acme/exports/downloads/retry", "{}");

        // Then
        assertThat(List.of(allow.status(), whole.status(), pause.status(), retry.status()))
                .containsOnly(403);
    }

    @Test
    void aTenantHasNoMoreExportsThanTheRulesSay() {
        // Given
        editable();
        StringBuilder three = new StringBuilder("tenant: acme\nexports:\n");
        for (String id : List.of("a", "b", "c")) {
            three.append("  - id: ")
                    .append(id)
                    .append("\n    source: audit\n    format: { kind: csv }\n    ")
                    .append(BUCKET.formatted("acme-" + id, "111122223333"))
                    .append('\n');
        }

        // When
        Answer answer = plan(Asking.ACME, "acme", three.toString());

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("has more than 2 exports");
    }

    @Test
    void pausesAndResumesWithWhoAndWhy() {
        // Given
        applied();

        // When
        Answer paused =
                asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/exports/downloads/pause", "{\"why\":\"ticket 7\"}");
        boolean isPaused =
                cluster.catalog().paused(new ExportId("acme", "downloads")).isPresent();
        Answer resumed = asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/resume", "{}");

        // Then
        assertThat(paused.status()).isEqualTo(200);
        assertThat(isPaused).isTrue();
        assertThat(resumed.status()).isEqualTo(200);
        assertThat(cluster.catalog().paused(new ExportId("acme", "downloads"))).isEmpty();
        assertThat(events)
                .extracting(event -> event.type() + " " + event.operation() + " "
                        + event.export().orElse("-"))
                .containsExactly("delivery_paused pauseExport downloads", "delivery_resumed resumeTenant -");
        assertThat(events.get(0).facts()).containsEntry("why", "ticket 7");
    }

    @Test
    void whatIsNotInTheCatalogIsNotFound() {
        // Given
        applied();

        // When
        Answer pause = asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/exports/nothing/pause", "{\"why\":\"x\"}");
        Answer retry = asking.post(Asking.OPERATOR, "/api/v1/tenants/nobody/exports/x/retry", "{}");

        // Then
        assertThat(List.of(pause.status(), retry.status())).containsOnly(404);
        assertThat(events).extracting(ConsoleEvent::outcome).containsOnly(ConsoleEvent.Outcome.FAILURE);
    }

    @Test
    void retriesWhatHasATopic() {
        // Given
        applied();

        // When
        Answer none = asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/exports/downloads/retry", "{}");
        cluster.marks.put("export.acme.downloads-0", 12L);
        Answer asked = asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/exports/downloads/retry", "{}");

        // Then
        assertThat(none.status()).isEqualTo(409);
        assertThat(asked.text()).isEqualTo("{\"asked\":{\"export.acme.downloads-0\":12}}");
    }

    @Test
    void whatWouldLeakIsRefusedWhereSomebodyAsks() {
        // Given
        applied();
        leaking = true;
        String daily = acme("schedule: { every: daily }");
        String basis = basis("acme", daily);
        ObjectNode asked =
                body(daily).put("basis", basis).put("why", "ticket 9").put("preview", true);

        // When
        JsonNode planned = Asking.tree(asking.post(
                Asking.OPERATOR,
                "/api/v1/tenants/acme/plan",
                body(daily).put("preview", true).toString()));
        Answer refused = asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/apply", asked.toString());
        asked.putArray("allow").add("leak");
        Answer allowed = asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/apply", asked.toString());

        // Then
        assertThat(planned.path("state").asText()).isEqualTo("refused");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(Asking.tree(refused).at("/plan/refusals/0/rule").asText()).isEqualTo("leak");
        assertThat(Asking.tree(refused).at("/plan/refusals").toString())
                .contains("export acme/downloads would let out user");
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(Asking.tree(allowed).path("state").asText()).isEqualTo("applied");
    }

    @Test
    void nobodyLooksForLeaksUnlessAsked() {
        // Given
        applied();
        leaking = true;
        String daily = acme("schedule: { every: daily }");

        // When
        Answer applied = apply(Asking.OPERATOR, "acme", daily, basis("acme", daily));

        // Then
        assertThat(Asking.tree(applied).path("state").asText()).isEqualTo("applied");
    }

    @Test
    void whatIsUndeliveredIsDiscardedWithoutAnotherChange() {
        // Given
        cluster.target.now = CLOCK.instant().minus(Duration.ofDays(1));
        applied();
        cluster.target.now = CLOCK.instant();
        String daily = acme("schedule: { every: daily }");
        apply(Asking.OPERATOR, "acme", daily, basis("acme", daily));
        asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/exports/downloads/pause", "{\"why\":\"ticket 9\"}");
        ObjectNode asked = body(daily).put("basis", basis("acme", daily)).put("why", "ticket 9");
        asked.putArray("discard").add("downloads");

        // When
        Answer discarded = asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/apply", asked.toString());

        // Then
        assertThat(discarded.status()).as(discarded.text()).isEqualTo(200);
        assertThat(Asking.tree(discarded).path("state").asText()).isEqualTo("applied");
        assertThat(record("acme").export("downloads").discard())
                .hasValueSatisfying(
                        discard -> assertThat(discard.change().why()).isEqualTo("ticket 9"));
    }

    @Test
    void everythingIsHeldBackAndEachTenantIsTold() {
        // Given
        applied();

        // When
        Answer ofTenant = asking.post(Asking.ACME, "/api/v1/pause", "{\"why\":\"ticket 7\"}");
        Answer paused = asking.post(Asking.OPERATOR, "/api/v1/pause", "{\"why\":\"ticket 7\"}");
        boolean held =
                cluster.catalog().paused(new ExportId("globex", "downloads")).isPresent();
        Answer resumed = asking.post(Asking.OPERATOR, "/api/v1/resume", "{}");

        // Then
        assertThat(ofTenant.status()).isEqualTo(403);
        assertThat(paused.text()).isEqualTo("{\"lines\":[\"paused all exports of all tenants\"]}");
        assertThat(held).isTrue();
        assertThat(resumed.status()).isEqualTo(200);
        assertThat(cluster.catalog().pauses()).isEmpty();
        assertThat(events)
                .extracting(event -> event.tenant() + " " + event.type() + " " + event.facts())
                .containsExactly(
                        "acme delivery_paused {why=ticket 7}",
                        "globex delivery_paused {why=ticket 7}",
                        "acme delivery_resumed {}",
                        "globex delivery_resumed {}");
    }

    @Test
    void anAuditEventThatCannotBePublishedIsCountedAndUndoesNothing() {
        // Given
        applied();
        Audited failing = new Audited(
                event -> {
                    throw new ClusterException("no broker answers");
                },
                CLOCK);

        // When
        Answer paused = asking(failing).post(Asking.OPERATOR, "/api/v1/tenants/acme/pause", "{\"why\":\"x\"}");

        // Then
        assertThat(paused.status()).isEqualTo(200);
        assertThat(failing.lost()).isEqualTo(1);
        assertThat(failing.published()).isZero();
    }

    private void applied() {
        folder.tenant("acme", BUCKET.formatted("acme", "111122223333"));
        folder.tenant("globex", BUCKET.formatted("globex", "444455556666"));
        applyFolder();
    }

    private void editable() {
        folder.file("operator.yaml", OPERATOR_RULES);
        applied();
    }

    private void applyFolder() {
        ApplyState state = new Applier(cluster.target, Clock.fixed(cluster.target.now, ZoneOffset.UTC), Progress.NONE)
                .apply(folder.request())
                .state();
        if (state != ApplyState.APPLIED) {
            throw new IllegalStateException("the folder was not applied: " + state);
        }
    }

    private TenantRecord record(String tenant) {
        return cluster.catalog().tenant(tenant).orElseThrow().record().orElseThrow();
    }

    private Answer plan(String token, String tenant, String yaml) {
        return asking.post(
                token, "/api/v1/tenants/" + tenant + "/plan", body(yaml).toString());
    }

    private String basis(String tenant, String yaml) {
        return Asking.tree(plan(Asking.OPERATOR, tenant, yaml)).path("basis").asText();
    }

    private Answer apply(String token, String tenant, String yaml, String basis) {
        return asking.post(
                token,
                "/api/v1/tenants/" + tenant + "/apply",
                body(yaml).put("basis", basis).put("why", "ticket 9").toString());
    }

    private static ObjectNode body(String yaml) {
        return JSON.createObjectNode().put("yaml", yaml);
    }

    /** The file of acme with these further lines; its standard destination where they name none. */
    private static String acme(String... lines) {
        String all = String.join("\n    ", lines);
        return "tenant: acme\nexports:\n  - id: downloads\n    source: download\n    " + all
                + (all.isEmpty() ? "" : "\n    ") + "format: { kind: csv }\n"
                + (all.contains("destination:") ? "" : "    " + BUCKET.formatted("acme", "111122223333") + "\n");
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        String address = addresses.get(host);
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(address));
    }
}
