package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.acls.Client;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AclsCommandTest {
    private static final String PLATFORM = """
            accounts: { aws: "884446598447" }
            connectors:
              waybill-sink:
                overrides: { parking.after.ms: "600000", parking.client.bootstrap.servers: "broker:9092" }
              confluent-s3-sink: { exports: [acme/archive] }
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeSpecs() throws IOException {
        Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(folder.resolve("tenants/acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/LogsWriter" }
                  - id: archive
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/LogsWriter" }
                """);
        Files.writeString(folder.resolve("platform.yaml"), PLATFORM);
    }

    @Test
    void printsTheCommandsOfEveryClient() {
        assertThat(acls()).as(err.toString()).isZero();

        Golden.assertMatches("acls.txt", out.toString());
        assertThat(Client.words())
                .allSatisfy(client -> assertThat(out.toString()).contains("# " + client + ": "));
    }

    @Test
    void changesNoFile() {
        acls();

        assertThat(folder.resolve("tenants")).isDirectoryNotContaining("glob:**external-ids*");
    }

    @Test
    void printsTheSameGrantsAsJson() throws IOException {
        assertThat(acls("--json")).isZero();

        JsonNode grants = new ObjectMapper().readTree(out.toString());
        assertThat(StreamSupport.stream(grants.spliterator(), false)
                        .map(grant -> grant.path("client").asText())
                        .distinct())
                .containsExactlyElementsOf(Client.words());
        assertThat(grants.get(0).toString())
                .isEqualTo(
                        "{\"client\":\"run\",\"principal\":\"User:waybill-run\",\"resource\":\"topic\","
                                + "\"match\":\"literal\",\"name\":\"download-events\",\"operations\":[\"Read\",\"DescribeConfigs\"]}");
    }

    @Test
    void namesPrincipalsWorkerApplicationAndClusterAsTold() throws IOException {
        Path worker = folder.resolve("connect.properties");
        Files.writeString(worker, "group.id=logs\nconfig.storage.topic=logs-configs\n");

        assertThat(acls(
                        "--principal=run=User:CN=waybill,O=Acme's \"platform\"",
                        "--principal=worker=User:connect",
                        "--only=run",
                        "--only=worker",
                        "--application-id=logs",
                        "--repartition",
                        "--bootstrap=broker-1:9092,broker-2:9092",
                        "--command-config=/etc/waybill/admin client.properties",
                        "--worker",
                        worker.toString()))
                .isZero();

        assertThat(out.toString().lines())
                .allMatch(line -> line.startsWith("# ")
                        || line.isEmpty()
                        || line.startsWith("kafka-acls.sh --bootstrap-server 'broker-1:9092,broker-2:9092'"
                                + " --command-config '/etc/waybill/admin client.properties' --add --allow-principal "));
        assertThat(out.toString())
                .contains("--allow-principal 'User:CN=waybill,O=Acme'\\''s \"platform\"' --operation Read")
                .contains("--topic waybill.download-events-by-tenant")
                .contains("--topic logs- --resource-pattern-type prefixed")
                .contains("--transactional-id logs- --resource-pattern-type prefixed")
                .contains("--allow-principal User:connect")
                .contains("--topic logs-configs --topic connect-status")
                .contains("--topic connect-offsets")
                .contains("--group logs")
                .doesNotContain("waybill-topics");
    }

    @Test
    void grantsNothingForParkingWhereNothingIsParked() throws IOException {
        Files.writeString(folder.resolve("platform.yaml"), "accounts: { aws: \"884446598447\" }\n");

        assertThat(acls()).isZero();

        assertThat(out.toString()).doesNotContain("# parking");
        assertThat(out.toString().lines().filter(line -> line.contains("parked")))
                .hasSize(4)
                .allMatch(line -> line.contains("waybill-retry --operation Describe --topic waybill.parked.")
                        || line.contains("waybill-apply-connect --operation Describe --topic waybill.parked.")
                        || line.contains("waybill-status --operation Describe --topic waybill.parked.")
                        || line.contains("waybill-console --operation Describe --topic waybill.parked."));
    }

    @Test
    void wrongUsageAndSpecsAreSaid() throws IOException {
        assertThat(acls("--only=import-er")).isEqualTo(2);
        assertThat(err.toString()).contains("--only: unknown client \"import-er\"; did you mean \"import\"?");
        assertThat(acls("--principal=run=alice")).isEqualTo(2);
        assertThat(err.toString()).contains("\"alice\" is no principal; write User:NAME");
        Files.writeString(folder.resolve("tenants/acme.yaml"), "tenant: acme\nexportz: []\n");
        assertThat(acls()).isEqualTo(2);
        assertThat(err.toString()).contains("exportz");
        assertThat(out.toString()).isEmpty();
    }

    /** Rights that follow from one tenant's spec would take the others' away. */
    @Test
    void wantsTheFolderOfAllSpecs() {
        String file = folder.resolve("tenants/acme.yaml").toString();

        Commands.Result result = Commands.run(new AclsCommand(), "--tenants", file);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("--tenants must be the folder of all specs, not " + file + "\n");
    }

    private int acls(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--tenants", folder.resolve("tenants").toString(),
                "--platform", folder.resolve("platform.yaml").toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new AclsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
