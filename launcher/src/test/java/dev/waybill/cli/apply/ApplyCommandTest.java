package dev.waybill.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Commands;
import dev.waybill.cli.UnreadableSpecs;
import dev.waybill.contract.Topics;
import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan}, {@code apply} and {@code forget}, as a user calls them. */
class ApplyCommandTest {
    private static final String SPEC = """
            tenant: %s
            exports:
              - id: downloads
                source: download
                format: { kind: %s }
                destination: { kind: file, directory: /tmp/%1$s }
            """;

    @TempDir
    Path folder;

    private final FakeClients clients = new FakeClients();
    private Path tenants;
    private Path platform;

    @BeforeEach
    void writeFiles() throws IOException {
        tenants = Files.createDirectory(folder.resolve("tenants"));
        platform = Files.writeString(folder.resolve("platform.yaml"), "accounts: { aws: \"884446598447\" }\n");
        write("acme", "csv");
    }

    @Test
    void planChangesNothing() {
        // When
        Commands.Result result = waybill("plan");

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("+ acme/downloads added from 2")
                .contains("+ topic waybill.catalog: to be created")
                .contains("tenants: 1 added, 0 changed, 0 removed, 0 unchanged");
        assertThat(clients.cluster.changes).isEmpty();
    }

    @Test
    void aPreviewLooksAtTheInputBeforeAnythingIsChangedAndSaysHowMuch() throws IOException {
        // Given
        makeTopics();
        clients.log.append(new ProducerRecord<>(
                "download-events",
                0,
                null,
                "{\"event_id\":\"1\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07Z\"}"
                        .getBytes(StandardCharsets.UTF_8)));

        // When
        Commands.Result planned = waybill("plan", "--preview");
        Commands.Result applied = waybill("apply", "--preview", "--json");
        Commands.Result again = waybill("apply", "--preview");

        // Then
        assertThat(planned.exitCode()).as(planned.err()).isZero();
        assertThat(planned.out()).contains("preview acme/downloads: rows searched 1, leaks 0");
        assertThat(new ObjectMapper().readTree(applied.out()).path("preview").toString())
                .isEqualTo("[{\"tenant\":\"acme\",\"export\":\"downloads\",\"rows-searched\":1,\"leaks\":0}]");
        assertThat(again.out()).contains("nothing to do").doesNotContain("preview");
    }

    @Test
    void whatCannotBeLookedAtIsNotApplied() {
        // Given
        makeTopics();
        int records = clients.log.records(Topics.CATALOG).size();
        clients.readFailure = Optional.of(new KafkaException("not authorized"));

        // When
        Commands.Result result = waybill("apply", "--preview");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(clients.log.records(Topics.CATALOG)).hasSize(records);
    }

    @Test
    void applyTwiceChangesNothing() {
        // When
        Commands.Result first = waybill("apply", "--by", "ops", "--why", "ticket 7");
        int records = clients.log.records(Topics.CATALOG).size();
        Commands.Result second = waybill("apply");

        // Then
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("+ acme/downloads added from 2026-03-04T06:00:00Z on")
                .contains("+ topic export.acme.downloads: created")
                .contains("reading starts at download-events-0 offset 100")
                .contains("applied at 2026-03-04T05:06:07Z");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out())
                .isEqualToNormalizingNewlines("tenants: 0 added, 0 changed, 0 removed, 1 unchanged\nnothing to do\n");
        assertThat(clients.log.records(Topics.CATALOG)).hasSize(records);
        assertThat(catalogText()).contains("\"by\":\"ops\"").contains("\"why\":\"ticket 7\"");
    }

    @Test
    void theGuardRefusesWithExitCodeTwo() throws IOException {
        // Given
        waybill("apply");
        write("beta", "csv");
        Files.delete(tenants.resolve("acme.yaml"));

        // When
        Commands.Result refused = waybill("apply");
        Commands.Result allowed = waybill("apply", "--allow", "tenants-removed");

        // Then
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).contains("If it is meant: --allow tenants-removed");
        assertThat(allowed.exitCode()).as(allowed.out()).isZero();
    }

    @Test
    void dryRunIsPlan() {
        // Then
        assertThat(waybill("apply", "--dry-run").out()).contains("Nothing was changed.");
        assertThat(clients.cluster.changes).isEmpty();
    }

    @Test
    void printsJson() throws IOException {
        // When
        JsonNode json = new ObjectMapper().readTree(waybill("apply", "--json").out());

        // Then
        assertThat(json.path("state").asText()).isEqualTo("applied");
        assertThat(json.path("tenants")
                        .path(0)
                        .path("exports")
                        .path(0)
                        .path("from")
                        .asText())
                .isEqualTo("2026-03-04T06:00:00Z");
    }

    @Test
    void showsAllMistakesOfAllFilesAtOnce() throws IOException {
        // Given
        Files.writeString(tenants.resolve("beta.yaml"), "tenant: beta\nexportz: []\n");
        write("gamma", "cvs");

        // When
        Commands.Result result = waybill("plan");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("exportz")
                .contains("exports[0].format.kind")
                .contains("unknown output format: \"cvs\"");
    }

    @Test
    void refusesWhatOptionsCannotMean() {
        assertThat(waybill("plan", "--allow", "empty-sets").err())
                .contains("--allow: unknown rule \"empty-sets\"; did you mean \"empty-set\"?");
        assertThat(waybill("plan", "--redirect", "acme").err())
                .contains("--redirect: \"acme\" names no export; write TENANT/EXPORT");
        assertThat(waybill("plan", "--begin", "yesterday").err())
                .contains("\"yesterday\" is no instant; write it as in 2026-03-04T05:00:00Z");
        assertThat(waybill("apply", "--by", " ").err()).contains("--by must have from 1 to 1000 characters");
        assertThat(waybill("apply", "--export", "a", "--restore", "b").err())
                .contains("say either --export or --restore");
        assertThat(waybill("apply", "--restore", "b", "--json").err())
                .contains("--json shows plans; leave it out with --export and --restore");
        assertThat(waybill("plan", "--min-insync-replicas", "4").err())
                .contains("the minimum of in-sync replicas (4) must not be above the replication factor (3)");
        assertThat(waybill("plan", "--tenants", tenants.resolve("acme.yaml").toString())
                        .err())
                .contains(
                        "is not the folder of all specs; name the folder; for single tenants say --only TENANT as well");
        assertThat(waybill("plan", "--platform", "nowhere.yaml").err())
                .contains("no such file or folder: nowhere.yaml");
        assertThat(waybill("plan", "--only", "acme,Beta/x"))
                .isEqualTo(new Commands.Result(
                        2,
                        "",
                        "--only: \"Beta/x\" is no tenant's id; write the one that stands in the tenant's file\n"));
        assertThat(waybill("plan", "--connect", "connect:8083").err())
                .isEqualTo("Connect's address must be like http://connect:8083\n");
        assertThat(waybill("plan", "--connect", "127.0.0.1:8083").err())
                .contains("\"127.0.0.1:8083\" is no address of Connect; write it as in http://connect:8083");
    }

    @Test
    void theTimeBeforeNeedsTheConfigurationOfTheApplicationThatIsAppliedFor() {
        assertThat(waybill(
                        "apply",
                        "--backfill",
                        "P7D",
                        "-Dregistry.schema.registry.url=none",
                        "-Dkafka.application.id=other"))
                .isEqualTo(new Commands.Result(
                        2,
                        "",
                        "--backfill: the configuration is of application other, but this is for waybill; say"
                                + " --application-id other\n"));
        assertThat(waybill("apply", "--backfill", "PT0S", "-Dregistry.schema.registry.url=none")
                        .err())
                .contains("--backfill: PT0S is no time before an export; write it as in P7D");
        assertThat(waybill("apply", "--letters", tenants.resolve("acme.yaml").toString())
                        .err())
                .contains("acme.yaml is not a folder; name one, or a new one");
        assertThat(clients.log.records(Topics.CATALOG)).isEmpty();
    }

    @Test
    void besideALocalRunThereIsNothingToSay() throws IOException {
        // Given
        Path data = Files.createDirectories(folder.resolve("data/secrets")).getParent();
        Files.writeString(data.resolve("local.json"), "{\"bootstrap\":\"127.0.0.1:4711\"}");
        Files.writeString(data.resolve("platform.yaml"), "accounts: { aws: \"000000000000\" }\n");
        Files.writeString(data.resolve("secrets/ACME_LOCAL_HMAC"), "a key of thirty-two bytes or more");
        Files.writeString(tenants.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    redact: [{ kind: hash, field: user, key: "${env:ACME_LOCAL_HMAC}" }]
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
                """);

        // When
        Commands.Result result = Commands.waybill(
                clients,
                "apply",
                "--data",
                data.toString(),
                "--tenants",
                tenants.toString(),
                "--letters",
                folder.resolve("letters").toString());

        // Then
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(folder.resolve("letters/acme/Logs-trust.json")).content().contains("000000000000");
        assertThat(catalogText()).contains("fingerprint");
        assertThat(clients.cluster.topics.get("download-events").partitions())
                .as("as the embedded cluster has them")
                .isEqualTo(4);
    }

    @Test
    void singleTenantsNeedNoPlatformFileWhereTheCatalogHasIt() throws IOException {
        // Given
        waybill("apply");
        write("acme", "json-lines");

        // When
        Commands.Result result = Commands.waybill(
                clients, "apply", "--bootstrap", "broker:9092", "--tenants", tenants.toString(), "--only", "acme");

        // Then
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("format.kind: csv -> json-lines").doesNotContain("platform.yaml");
    }

    @Test
    void saysBeforeItChangesAnythingThatTheSinkCouldNotReachTheCatalog() {
        // When
        Commands.Result result = waybill("apply", "--connect", "http://127.0.0.1:1");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("platform.yaml", "connectors.waybill-sink.catalog-client.bootstrap.servers")
                .contains("is missing, and the sink reads the catalog with it; write the brokers' addresses as the"
                        + " Connect workers reach them");
        assertThat(clients.cluster.changes).isEmpty();
    }

    @Test
    void saysThatATenantThatIsAskedForIsNotThere() {
        // Given
        waybill("apply");

        // Then
        assertThat(waybill("plan", "--tenant", "acme").out()).startsWith("acme: nothing changes\n");
        assertThat(waybill("plan", "--tenant", "acne").out())
                .startsWith("acne: is not among the tenants of this plan; did you mean \"acme\"?\n");
        assertThat(waybill("plan", "--tenant", "globex").out())
                .startsWith(
                        "globex: is not among the tenants of this plan; neither the folder nor the catalog has it\n");
    }

    @Test
    void writesLettersWithDocuments() throws IOException {
        // Given
        Files.writeString(tenants.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
                """);
        Path letters = folder.resolve("letters");

        // When
        Commands.Result result = waybill("apply", "--letters", letters.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(letters.resolve("acme/letter.txt")).content().contains("Give the role Logs the trust policy");
        assertThat(letters.resolve("acme/Logs-trust.json")).content().contains("wb-");
    }

    @Test
    void showsTheDocumentsOfATenantThatDoesNotChangeAnyMore() throws IOException {
        // Given
        Files.writeString(tenants.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
                """);

        // When
        Commands.Result applied = waybill("apply");
        Commands.Result plan = waybill("plan", "--tenant", "acme");
        JsonNode json = new ObjectMapper()
                .readTree(waybill("plan", "--tenant", "acme", "--json").out());

        // Then
        assertThat(applied.out())
                .contains(
                        "external id, documents and a letter for a tenant, now and later: ./waybill plan --tenant NAME");
        assertThat(plan.out())
                .contains("external id: wb-", "The log exports of acme stay as they are.", "  Logs-trust.json\n");
        assertThat(json.path("papers").path("external-id").asText()).startsWith("wb-");
        assertThat(json.path("papers").path("documents").findValuesAsText("name"))
                .contains("Logs-permissions.json", "Logs-trust.json");
    }

    @Test
    void lettersOfOtherTenantsStayUntilSomebodyHasSentThem() throws IOException {
        // Given
        Path letters = folder.resolve("letters");
        waybill("apply", "--letters", letters.toString());
        write("beta", "csv");

        // When
        Commands.Result result = waybill("apply", "--letters", letters.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(letters.resolve("acme/letter.txt")).content().contains("Export downloads begins");
        assertThat(letters.resolve("beta/letter.txt")).content().contains("Export downloads begins");
    }

    @Test
    void anExternalIdOfATenantThatIsNotThereIsRefusedSinceTheRoleOfTheRightOneTrustsIt() throws IOException {
        // Given
        Path ids = Files.writeString(folder.resolve("ids.yaml"), "acne: \"wb-trusted\"\n");

        // When
        Commands.Result result = waybill("apply", "--external-ids", ids.toString());

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).contains("--external-ids    names no tenant: \"acne\"; did you mean \"acme\"?");
        assertThat(clients.cluster.changes).isEmpty();
    }

    @Test
    void takesExternalIdsOverFromAFile() throws IOException {
        // Given
        Path ids = Files.writeString(folder.resolve("ids.yaml"), "acme: wb-old\n");

        // When
        Commands.Result result = waybill("apply", "--external-ids", ids.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(catalogText()).contains("\"external-id\":\"wb-old\"");
    }

    @Test
    void copiesTheCatalogAndBringsItBack() throws IOException {
        // Given
        Path copy = folder.resolve("copy");
        assertThat(waybill("apply", "--export", copy.toString()).err())
                .contains("the catalog is empty: there is nothing to copy");
        waybill("apply");

        // When
        Commands.Result exported = waybill("apply", "--export", copy.toString());
        FakeClients lost = new FakeClients();
        Commands.Result restored = on(lost, "apply", "--restore", copy.toString());
        Commands.Result again = on(lost, "apply", "--restore", copy.toString());

        // Then
        assertThat(exported.out()).contains("1 tenants in " + copy);
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("restored at 2026-03-04T05:06:07Z, records: 2");
        assertThat(again.out()).contains("nothing to do");
        assertThat(on(lost, "plan").out()).contains("tenants: 0 added, 0 changed, 0 removed, 1 unchanged");
    }

    @Test
    void saysWhereACopyCannotBeWritten() {
        // Given
        waybill("apply");
        Path nowhere = folder.resolve("nowhere");

        // Then
        assertThat(waybill("apply", "--export", folder.toString()))
                .isEqualTo(new Commands.Result(2, "", "--export: " + folder + " is a folder; name a file\n"));
        assertThat(waybill("apply", "--export", nowhere.resolve("copy").toString()))
                .isEqualTo(new Commands.Result(2, "", "--export: there is no folder " + nowhere + "; make it first\n"));
    }

    @Test
    void forgetsATenantThatWasRemoved() throws IOException {
        // Given
        waybill("apply");

        // When
        Commands.Result refused = Commands.waybill(clients, "forget", "acme", "--bootstrap", "broker:9092");
        write("beta", "csv");
        Files.delete(tenants.resolve("acme.yaml"));
        waybill("apply", "--allow", "tenants-removed");
        Commands.Result forgotten = Commands.waybill(clients, "forget", "acme", "--bootstrap", "broker:9092");

        // Then
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("still has exports that deliver");
        assertThat(forgotten.exitCode()).as(forgotten.err()).isZero();
        assertThat(forgotten.out()).contains("forgotten at");
        assertThat(Commands.waybill(clients, "forget", "Acme", "--bootstrap", "broker:9092")
                        .err())
                .contains("\"Acme\" is no tenant id");
    }

    @Test
    void whatCannotBeReadIsNamedTheRestIsAppliedAndTheExitCodeSaysIt() throws IOException {
        // Given
        write("beta", "csv");
        waybill("apply");
        UnreadableSpecs.write(clients, "acme", "downloads");
        write("acme", "json-lines");
        write("beta", "json-lines");

        // When
        Commands.Result plan = waybill("plan");
        Commands.Result apply = waybill("apply", "--prune", "--json");
        Commands.Result again = waybill("apply");

        // Then
        assertThat(plan.exitCode()).as(plan.err()).isEqualTo(1);
        assertThat(plan.out())
                .contains("! acme/downloads@")
                .contains("use the version of Waybill that wrote it")
                .contains("~ beta/downloads changed");
        assertThat(apply.exitCode()).isEqualTo(1);
        assertThat(apply.out()).contains("\"state\": \"applied\"").contains("\"pruned\"");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).contains("nothing to do").contains("1 cannot be read and stay as they are");
    }

    @Test
    void prunesNothingThatMayStillGetLateEvents() throws IOException {
        // Given
        waybill("apply");
        write("beta", "csv");
        Files.delete(tenants.resolve("acme.yaml"));

        // When
        Commands.Result result = waybill("apply", "--allow", "tenants-removed", "--prune");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContain("deleted");
    }

    @Test
    void singleTenantsAreMeasuredByThePlatformThatWasAppliedSinceTheSettingsStay() throws IOException {
        // Given
        Files.writeString(tenants.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
                """);
        waybill("apply");
        Path other = Files.writeString(folder.resolve("other.yaml"), "accounts: {}\n");

        // When
        Commands.Result one = waybill("plan", "--only", "acme", "--platform", other.toString());
        Commands.Result all = waybill("plan", "--platform", other.toString());

        // Then
        assertThat(all.out()).contains("trusts nobody yet");
        assertThat(one.out()).isEqualTo("tenants: 0 added, 0 changed, 0 removed, 1 unchanged\nnothing to do\n");
    }

    @Test
    void saysThatSingleTenantsCannotUseAPlatformThatWasNotAppliedYet() throws IOException {
        // Given
        Path before = Files.writeString(folder.resolve("before.yaml"), "accounts: {}\n");
        waybill("apply", "--platform", before.toString());
        Files.writeString(tenants.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
                """);

        // When
        Commands.Result result = waybill("plan", "--only", "acme");

        // Then
        assertThat(result.out())
                .contains("trusts nobody yet")
                .contains("platform.yaml")
                .contains("is not what was applied, and --only leaves it so; apply it first, without --only");
    }

    @Test
    void jsonStaysOneObjectWhereTopicsArePruned() throws IOException {
        // When
        Commands.Result result = waybill("apply", "--prune", "--json");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode json = new ObjectMapper()
                .reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(result.out());
        assertThat(json.path("state").asText()).isEqualTo("applied");
        assertThat(json.path("pruned").isArray()).isTrue();
    }

    @Test
    void saysBeforeItChangesAnythingThatLettersCannotBeWritten() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("letters"), "a file");

        // When
        Commands.Result result = waybill("apply", "--letters", file.toString());

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--letters: " + file + " is not a folder; name one, or a new one");
        assertThat(clients.cluster.changes).isEmpty();
    }

    private Commands.Result waybill(String command, String... more) {
        return on(clients, command, more);
    }

    private Commands.Result on(FakeClients cluster, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap", "broker:9092"));
        if (!List.of(more).contains("--tenants")) {
            arguments.addAll(List.of("--tenants", tenants.toString()));
        }
        if (!List.of(more).contains("--platform")) {
            arguments.addAll(List.of("--platform", platform.toString()));
        }
        arguments.addAll(List.of(more));
        return Commands.waybill(cluster, arguments.toArray(String[]::new));
    }

    private void makeTopics() {
        Commands.waybill(clients, "topics", "--bootstrap", "broker:9092", "--tenants", tenants.toString());
    }

    private String catalogText() {
        StringBuilder text = new StringBuilder();
        clients.log.records(Topics.CATALOG).forEach(record -> {
            if (record.value() != null) {
                text.append(new String(record.value(), StandardCharsets.UTF_8));
            }
        });
        return text.toString();
    }

    private void write(String tenant, String format) throws IOException {
        Files.writeString(tenants.resolve(tenant + ".yaml"), SPEC.formatted(tenant, format));
    }
}
