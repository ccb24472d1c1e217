package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.waybill.app.RunningApp;
import dev.waybill.config.AppConfig;
import dev.waybill.sink.backlog.BacklogState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts, dashboard and pages name metrics that there are. Which there are is what a real application shows, and the tables of
 * the references, which {@code AppMetricsTest}, {@code WorkerMetricsTest} and {@code ConsoleMetricsTest} hold against the code.
 */
class MonitoringFilesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path RULES = ROOT.resolve("deploy/prometheus/waybill-rules.yml");
    private static final Path LIMITS = ROOT.resolve("deploy/prometheus/waybill-limits.yml");
    private static final Path DASHBOARD = ROOT.resolve("deploy/grafana/waybill.json");
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path RUNBOOKS = DOCS.resolve("runbooks");

    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `(waybill_\\w+)`");
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z]\\w+)[ {]");
    private static final Pattern NAME = Pattern.compile("\\b(?:waybill|kafka|jvm|process|system)[_:][\\w:]+");
    private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
    private static final Pattern STATE = Pattern.compile("state!?=\"(\\w+)\"");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final Set<String> KNOWN = new TreeSet<>();

    @TempDir
    private static Path state;

    @BeforeAll
    static void readWhatThereIs() throws Exception {
        KNOWN.addAll(found(TABLE_ROW, read("docs/reference/metrics.md")));
        KNOWN.addAll(found(TABLE_ROW, read("docs/reference/export-sink.md")));
        KNOWN.addAll(found(TABLE_ROW, read("docs/reference/console-api.md")));
        KNOWN.addAll(found(TABLE_ROW, read("docs/reference/doctor.md")));
        AppConfig config = AppConfig.parse(
                "",
                "",
                Map.of(),
                Map.of(
                        "http.address", "127.0.0.1",
                        "http.port", "0",
                        "registry.schema.registry.url", "none",
                        "receipts.key", "off",
                        "kafka.bootstrap.servers", "127.0.0.1:1",
                        "kafka.state.dir", state.toString()));
        RunningApp app = RunningApp.create(config, reference -> "");
        try {
            URI metrics = URI.create("http://127.0.0.1:" + app.address().getPort() + "/metrics");
            KNOWN.addAll(found(
                    SERIES,
                    HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                            .body()));
        } finally {
            app.close(Duration.ofSeconds(10));
        }
        rules(LIMITS).forEach(limit -> KNOWN.add(limit.path("record").asText()));
        assertThat(KNOWN).hasSizeGreaterThan(100);
    }

    @Test
    void alertsNameMetricsThatThereAre() throws IOException {
        List<String> expressions =
                rules(RULES).map(rule -> rule.path("expr").asText()).toList();

        assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(MonitoringFilesTest::namesWhatThereIs);
        assertThat(expressions.stream().flatMap(expression -> found(STATE, expression).stream()))
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(BacklogState.values()).map(Enum::name).toList());
    }

    @Test
    void theDashboardNamesMetricsThatThereAre() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel :
                new ObjectMapper().readTree(Files.readString(DASHBOARD)).path("panels")) {
            panel.path("targets")
                    .forEach(target -> expressions.add(target.path("expr").asText()));
            assertThat(panel.path("type").asText().equals("row")
                            || panel.path("description").asText().endsWith("."))
                    .as(panel.path("title").asText())
                    .isTrue();
        }

        assertThat(expressions).hasSizeGreaterThan(30).allSatisfy(MonitoringFilesTest::namesWhatThereIs);
    }

    @Test
    void pagesNameMetricsThatThereAre() throws IOException {
        try (Stream<Path> pages = Files.walk(DOCS)) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                Set<String> named = found(Pattern.compile("\\bwaybill_[a-z]\\w+"), Files.readString(page));
                named.removeIf(name -> name.endsWith("_"));
                assertThat(KNOWN).as(page.toString()).containsAll(named);
            }
        }
    }

    @Test
    void everyOwnMetricOfTheDashboardOrAnAlertIsWatchedSomewhere() throws IOException {
        String watched = Files.readString(RULES) + Files.readString(DASHBOARD);

        assertThat(KNOWN.stream().filter(name -> name.startsWith("waybill_")))
                .filteredOn(name -> !watched.contains(name))
                .containsExactlyInAnyOrder(
                        "waybill_doctor_findings",
                        "waybill_doctor_last_run_timestamp_seconds",
                        "waybill_parts_events_total",
                        "waybill_sink_paused_undelivered_seconds",
                        "waybill_sink_receipts_delivered_total",
                        "waybill_sink_statements_written_total");
    }

    @Test
    void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
        Map<String, Set<String>> pages = new TreeMap<>();
        for (JsonNode alert : rules(RULES).toList()) {
            String page = alert.path("annotations").path("runbook_url").asText();
            pages.computeIfAbsent(page, any -> new TreeSet<>())
                    .add(alert.path("alert").asText());
        }
        Map<String, Set<String>> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                written.put(
                        "docs/runbooks/" + file.getFileName(),
                        found(
                                Pattern.compile("(?<=`)Waybill[A-Z]\\w+(?=`)"),
                                text.lines().skip(2).findFirst().orElseThrow()));
                assertThat(text.lines().filter(line -> line.startsWith("## ")))
                        .containsExactly("## What it means", "## Look at", "## Do", "## It is over when");
            }
        }

        assertThat(written).isEqualTo(pages);
    }

    @Test
    void everyAlertIsSeenToFireAndHasASeverityAndASummary() throws IOException {
        Set<String> firing = new TreeSet<>();
        for (String tests : List.of("waybill-rules-test.yml", "waybill-limits-missing-test.yml")) {
            JsonNode file = YAML.readTree(read("deploy/prometheus/" + tests));
            for (JsonNode test : file.path("tests")) {
                for (JsonNode alert : test.path("alert_rule_test")) {
                    if (!alert.path("exp_alerts").isEmpty()) {
                        firing.add(alert.path("alertname").asText());
                    }
                }
            }
        }

        assertThat(rules(RULES)).allSatisfy(rule -> {
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning");
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(firing).contains(rule.path("alert").asText());
        });
    }

    private static void namesWhatThereIs(String expression) {
        Set<String> named = found(NAME, MATCHERS.matcher(expression).replaceAll(""));
        assertThat(named).as(expression).isNotEmpty();
        assertThat(KNOWN).as(expression).containsAll(named);
    }

    private static Stream<JsonNode> rules(Path file) throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        YAML.readTree(Files.readString(file))
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules.stream();
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(result.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
