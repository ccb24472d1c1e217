package dev.waybill.acls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.connector.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may read and write which topic stands on the page about security as the programs are granted it. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("../docs/concepts/security.md");
    private static final String HEADING =
            "| topic | who may write it | who may read it | who may delete it |\n|---|---|---|---|\n";

    /** Of a platform whose sink parks, and whose producers cannot set the key. */
    private static final AclPlan PLAN = AclPlan.of(
                    "waybill",
                    WorkerNames.of(Map.of()),
                    List.of(new Connector(
                            "waybill-sink",
                            Map.of(
                                    "name", "waybill-sink",
                                    "connector.class", "dev.waybill.sink.ExportSinkConnector",
                                    "topics.regex", ".*",
                                    "parking.after.ms", "60000"))))
            .repartitioned();

    @Test
    void thePageSaysWhoMayReadAndWriteWhichTopic() throws IOException {
        // Given
        String page = Files.readString(PAGE);
        int from = page.indexOf(HEADING);
        assertThat(from).as("the table is there").isPositive();
        int to = page.indexOf("\n\n", from) + 1;

        // When
        String table = HEADING + rows();

        // Then
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to)).as("rewrite with -Dgolden.rewrite=true").isEqualTo(table);
        }
    }

    @Test
    void thePageNamesEveryProgram() throws IOException {
        assertThat(Client.words()).hasSizeGreaterThan(20).allSatisfy(word -> assertThat(Files.readString(PAGE))
                .contains("`" + word + "`"));
    }

    private static String rows() {
        Map<String, Map<Operation, List<String>>> topics = new TreeMap<>();
        for (ClientGrants client : PLAN.clients(Client::principal)) {
            for (Grant grant : client.grants()) {
                if (grant.kind() == ResourceKind.TOPIC) {
                    String name = grant.name() + (grant.match() == NameMatch.PREFIXED ? "*" : "");
                    grant.operations().forEach(operation -> topics.computeIfAbsent(name, any -> new TreeMap<>())
                            .computeIfAbsent(operation, any -> new ArrayList<>())
                            .add("`" + client.client().word() + "`"));
                }
            }
        }
        return topics.entrySet().stream()
                .map(topic -> "| `" + topic.getKey() + "` |"
                        + List.of(Operation.WRITE, Operation.READ, Operation.DELETE).stream()
                                .map(operation -> " " + who(topic.getValue(), operation) + " |")
                                .collect(Collectors.joining())
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String who(Map<Operation, List<String>> rights, Operation operation) {
        return rights.containsKey(operation)
                ? rights.get(operation).stream().distinct().collect(Collectors.joining(", "))
                : "–";
    }
}
