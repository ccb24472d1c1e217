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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            assertThat(page.substring(from, to))
                    .as("rewrite with -Dgolden.rewrite=true")
                    .isEqualTo(table);
        }
    }

    @Test
    void thePageNamesEveryProgram() throws IOException {
        assertThat(Client.words())
                .hasSizeGreaterThan(20)
                .allSatisfy(word -> assertThat(Files.readString(PAGE)).contains("`" + word + "`"));
    }

    @Test
    void testsThatThePageNamesAreThere() throws IOException {
        // Given
        List<MatchResult> named = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`")
                .matcher(Files.readString(PAGE))
                .results()
                .toList();
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.map(folder -> folder.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(file -> file.toString().endsWith("Test.java"))
                            .toList()) {
                        sources.put(file.getFileName().toString(), Files.readString(file));
                    }
                }
            }
        }

        // Then
        assertThat(named)
                .hasSizeGreaterThan(10)
                .allSatisfy(test -> assertThat(sources.get(test.group(1) + ".java"))
                        .as(test.group())
                        .contains(" void " + test.group(2) + "("));
    }

    @Test
    void settingsOfTheHardeningListStandOnThePagesThatItLinksTo() throws IOException {
        // Given
        String list = Files.readString(PAGE).split("\n## Hardening\n", 2)[1].split("\n## ", 2)[0];
        List<String[]> rows = list.lines()
                .filter(line -> line.startsWith("| ") && line.contains("](../"))
                .map(line -> line.split(" \\| "))
                .toList();

        // Then
        assertThat(rows).hasSizeGreaterThan(12);
        for (String[] row : rows) {
            String linked = "";
            for (MatchResult link : Pattern.compile("\\]\\((\\.\\./[^)#]+)")
                    .matcher(row[1])
                    .results()
                    .toList()) {
                linked += Files.readString(PAGE.resolveSibling(link.group(1)));
            }
            for (MatchResult setting :
                    Pattern.compile("`([^`:]+)[^`]*`").matcher(row[0]).results().toList()) {
                assertThat(linked).as(row[0]).contains(setting.group(1));
            }
        }
    }

    private static String rows() {
        Map<String, Map<Operation, List<String>>> topics = new TreeMap<>();
        for (ClientGrants client : PLAN.clients(Client::principal)) {
            for (Grant grant : client.grants()) {
                if (grant.kind() == ResourceKind.TOPIC) {
                    String name = grant.name() + (grant.match() == NameMatch.PREFIXED ? "*" : "");
                    grant.operations()
                            .forEach(operation -> topics.computeIfAbsent(name, any -> new TreeMap<>())
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
