package dev.waybill.local;

import static dev.waybill.local.SaslStack.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.waybill.acls.Client;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.FreePort;
import dev.waybill.contract.Topics;
import dev.waybill.local.DeliveredFiles.DeliveredFile;
import dev.waybill.spec.SpecReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types each command of {@code docs/tutorial/first-day.md}, in order, on a cluster that denies what is not granted, and looks at
 * what comes of it. Events are published from the first step to the last. In the end each one that a version ruled stands
 * once in the bucket of its tenant, in the format of that version, and no other one anywhere; and no right was missing.
 *
 * <p>What the page calls an hour is five seconds here, there is one broker, and stores, roles and addresses are of this machine.
 *
 * <p>{@code -Dupgrade.from=FOLDER} names the folder of an older program, as for {@link UpgradeIT}: {@code run} is of that one until the
 * step of the upgrade. How long each step took stands in {@code target/first-day.md} afterwards.
 */
class FirstDayIT {
    private static final List<String> TENANTS = List.of("acme", "globex", "initech");
    private static final String EXPORT = "downloads";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration HOUR_OF_THE_PAGE = Duration.ofHours(1);
    private static final Duration HOUR = Duration.ofSeconds(5);
    private static final String ON_BROKERS = "broker-1:9092,broker-2:9092,broker-3:9092";
    private static final String FROM = "2026-03-04T05:00:00Z";
    private static final String UNTIL = "2026-03-04T06:00:00Z";
    /** How findings of the doctor begin. */
    private static final String FAILED = "FAILED  ";

    private static final String LETS_IN = "PASSED  role-with-external-id: ";
    private static final Path RULES = Path.of("..", "deploy", "prometheus", "waybill-rules.yml");
    /** What a rule of this kind compares: the metric, what its labels must be or not be, and the limit. */
    private static final Pattern EXPRESSION = Pattern.compile("(waybill_\\w+)\\{(.*?)}\\) > (\\d+)");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)(!?=)\"(.*?)\"");
    /** For processes that share a small machine. */
    private static final String SMALL = "-Xmx400m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    @TempDir
    Path folder;

    private final Map<String, AccessKey> readers = new HashMap<>();
    private final StepTimes times = new StepTimes();
    private final int port = FreePort.find();
    private final int metricsPort = FreePort.find();
    private SaslStack stack;
    private Path home;
    private FirstDayPage page;
    private EventFlow flow;
    private ChildProcess run;
    /** What the page calls five o'clock, and six o'clock. */
    private Instant from = Instant.EPOCH;

    private Instant until = Instant.EPOCH;
    private int terminals;

    @BeforeEach
    void prepare() throws IOException {
        RecordingAuthorizer.forget();
        stack = new SaslStack(folder);
        home = folder.resolve("installed");
        page = new FirstDayPage(others());
    }

    @AfterEach
    void stop() throws IOException {
        if (flow != null) {
            flow.close();
        }
        stack.close();
        times.write(Path.of("target", "first-day.md"));
    }

    /** What stands on the page, and what it is here. */
    private Map<String, String> others() throws IOException {
        Map<String, String> others = new LinkedHashMap<>();
        others.put(ON_BROKERS, stack.broker.bootstrapServers());
        others.put("SASL_SSL", "SASL_PLAINTEXT");
        others.put("http://connect:8083", stack.connectUrl());
        others.put("123456789012", LocalGrants.ACCOUNT);
        others.put("metrics.port: \"9405\"", """
                metrics.port: "%d"
                      sts.endpoint: "%s"
                      retry.backoff.initial.ms: "200"
                      retry.backoff.max.ms: "2000"
                      consumer.override.metadata.max.age.ms: "1000"
                settings: { lead: PT10S, margin: PT2S, slack: PT1S }""".formatted(metricsPort, stack.sts.endpoint()));
        others.put("/etc/waybill/secrets.properties", stack.connectorSecrets().toString());
        others.put("/etc/waybill/signing.pem", home.resolve("signing.pem").toString());
        others.put("/var/lib/waybill", folder.resolve("state").toString());
        others.put("{ every: hourly }", "{ every: \"*/5 * * * * *\", grace: PT5S }");
        others.put(
                "region: eu-west-1,",
                "region: eu-west-1, endpoint: \"" + stack.store.endpoint() + "\", path-style: true,");
        others.put("s3://", "--region eu-west-1 --path-style --endpoint " + stack.store.endpoint() + " s3://");
        for (String command : List.of("apply", "plan")) {
            others.put(
                    "./waybill " + command + " ",
                    "./waybill " + command + " --replication-factor=1 --min-insync-replicas=1 --input-partitions=2"
                            + " --shared-partitions=1 ");
        }
        return others;
    }

    @Test
    void everythingThatThePageSaysHappens() throws Exception {
        before();
        keysAndSpecs();
        topicsRightsAndTheCatalog();
        accounts();
        sink();
        application();
        firstFile();
        tenantIsAdded();
        tenantIsChanged();
        tenantIsPaused();
        tenantIsRemoved();
        alert();
        newVersion();
        diskIsLost();
        topicIsLost();
        filesAreLost();
        endOfTheDay();
    }

    private void before() throws IOException {
        page.nextStep();
        page.writeFiles(home);
        for (Client client : Client.values()) {
            login(client.principal().substring("User:waybill-".length()), user(client));
        }
        login("admin", SaslBroker.ADMIN);
        Files.copy(stack.platformKeyFile(), home.resolve("platform-key"));
        Files.writeString(
                home.resolve("connect.properties"),
                stack.worker().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** The page shows one of these files. */
    private void login(String name, String user) throws IOException {
        Path file = home.resolve("logins").resolve(name + ".properties");
        Files.writeString(
                file,
                stack.client(user).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private void keysAndSpecs() throws Exception {
        page.nextStep();
        type();
        type();
        type();
    }

    private void topicsRightsAndTheCatalog() throws Exception {
        page.nextStep();
        assertThat(type()).contains("tenants: 2 added");
    }

    private void accounts() throws Exception {
        page.nextStep();
        assertThat(home.resolve("letters/acme/letter.txt")).isRegularFile();
        assertThat(home.resolve("letters/initech/letter.txt")).isRegularFile();
        grantRoles();
        assertThat(type()).contains(LETS_IN).doesNotContain(FAILED);
        assertThat(type()).contains(LETS_IN).doesNotContain(FAILED);
    }

    private void sink() throws Exception {
        page.nextStep();
        ChildProcess connect = stack.connect();
        assertThat(type()).contains("connector waybill-sink: created");
        connect.requireAlive();
    }

    private void application() throws Exception {
        page.nextStep();
        run = startRun(before(stack.installed));
        flow = new EventFlow(stack.producer(user(Client.PRODUCERS)), new FlowTenants(TENANTS), 2, 20_261_128L);
    }

    private void firstFile() throws Exception {
        page.nextStep();
        awaitMore("acme", 1);
        awaitMore("initech", 1);
        type();
        verifyUntil(Instant.now());
        assertThat(files("acme")).isNotEmpty().allMatch(file -> file.path().endsWith(".csv.gz"));
    }

    private void tenantIsAdded() throws Exception {
        page.nextStep();
        page.writeFiles(home);
        assertThat(type()).contains("globex: added");
        assertThat(type()).contains("tenants: 1 added");
        assertThat(home.resolve("letters/globex/letter.txt")).isRegularFile();
        grantRoles();
        assertThat(type()).contains(LETS_IN).doesNotContain(FAILED);
        awaitMore("globex", 1);
        verifyUntil(Instant.now());
    }

    private void tenantIsChanged() throws Exception {
        page.nextStep();
        type();
        type();
        assertThat(type()).contains("format.kind: csv -> json-lines");
        timed(
                "until the first file in JSON",
                () -> assertThat(files("acme")).anyMatch(file -> file.path().endsWith(".jsonl.gz")));
    }

    private void tenantIsPaused() throws Exception {
        page.nextStep();
        type();
        timed(
                "until run and sink hold it back",
                () -> assertThat(Stream.concat(
                                metrics(port, "waybill_exports_paused").stream(),
                                metrics(metricsPort, "waybill_sink_lanes").stream()))
                        .anyMatch(sample -> sample.has("tenant", "globex") && sample.value() > 0)
                        .anyMatch(sample -> sample.has("state", "PAUSED") && sample.value() > 0));
        assertThat(type()).contains("paused");
        int before = files("globex").size();
        // Two hours of the others
        awaitMore("acme", 2);
        assertThat(files("globex")).as("while it is paused").hasSize(before);
        type();
        Instant resumed = Instant.now();
        timed(
                "until what has waited is there",
                () -> assertThat(newest("globex")).isAfter(resumed));
    }

    private void tenantIsRemoved() throws Exception {
        page.nextStep();
        type();
        assertThat(type()).contains("initech: removed");
        Instant end = reigns("initech").get(1).from();
        assertThat(reigns("initech").get(1)).isNotInstanceOf(VersionReign.class);
        timed(
                "until its last window is there",
                () -> assertThat(newest("initech")).isAfterOrEqualTo(end.minus(HOUR)));
        awaitMore("acme", 2);
        assertThat(newest("initech")).isBefore(end);
    }

    private void alert() throws Exception {
        page.nextStep();
        stack.iam.removeRole(role("acme"));
        timed(
                "until the alert's expression holds",
                () -> assertThat(alarming("WaybillDestinationFails")).contains("acme/" + EXPORT));
        assertThat(type(1)).contains("acme/" + EXPORT);
        assertThat(type(1)).contains(FAILED + "role-with-external-id: ");
        awaitMore("globex", 1);
        grantRoles();
        Instant mended = Instant.now();
        type();
        assertThat(type()).contains(LETS_IN).doesNotContain(FAILED);
        timed("until the alert is over, and what has waited is there", () -> {
            assertThat(alarming("WaybillDestinationFails")).isEmpty();
            assertThat(newest("acme")).isAfter(mended);
        });
    }

    private void newVersion() throws Exception {
        page.nextStep();
        type();
        type();
        assertThat(home.resolve("catalog-copy")).isNotEmptyFile();
        assertThat(run.stop()).as("the exit code after SIGTERM").isEqualTo(143);
        run = startRun(stack.installed);
        awaitMore("acme", 1);
    }

    private void diskIsLost() throws Exception {
        page.nextStep();
        run.kill();
        assertThat(folder.resolve("state")).isNotEmptyDirectory();
        type();
        run = startRun(stack.installed);
        Instant started = Instant.now();
        timed(
                "until the first window after it is there",
                () -> assertThat(newest("acme")).isAfter(started));
    }

    private void topicIsLost() throws Exception {
        page.nextStep();
        CatalogSnapshot before = stack.catalog();
        try (Admin admin = stack.broker.admin()) {
            admin.deleteTopics(List.of(Topics.CATALOG)).all().get();
        }
        type();
        assertThat(type()).contains("nothing to do");
        for (String tenant : TENANTS) {
            assertThat(stack.catalog().tenant(tenant).flatMap(TenantEntry::record))
                    .isEqualTo(before.tenant(tenant).flatMap(TenantEntry::record));
        }
        awaitMore("acme", 1);
    }

    private void filesAreLost() throws Exception {
        page.nextStep();
        DeliveredFile lost = files("acme").get(0);
        from = windowOf(flow.events().get(ids(lost).get(0)).occurredAt);
        until = from.plus(HOUR);
        Path file = stack.store.bucketFolder("acme-logs").resolve(lost.path());
        Files.delete(file);
        assertThat(type(1)).contains("missing", file.getFileName().toString());
        assertThat(type()).contains(": windows 1 of 1, parts 1, ", "in the original place");
        verifyUntil(until);
        assertThat(files("acme")).contains(lost);
    }

    private static Instant windowOf(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond() / HOUR.toSeconds() * HOUR.toSeconds());
    }

    private void endOfTheDay() throws Exception {
        page.nextStep();
        flow.stop();
        Instant end = Instant.now();
        times.measure(
                page.step(),
                "until the last window is there",
                () -> await().atMost(PATIENCE)
                        .pollInterval(POLL)
                        .failFast(run::requireAlive)
                        .untilAsserted(() -> assertThat(delivered()).isEqualTo(expected())));
        type();
        verifyUntil(end);
        verifyUntil(end);
        verifyUntil(end);
        assertThat(page.left()).as("what was not typed").isEmpty();
        assertThat(RecordingAuthorizer.DENIED).as("rights that are missing").isEmpty();
    }

    private InstalledWaybill before(InstalledWaybill built) throws IOException {
        String older = System.getProperty("upgrade.from", "");
        return older.isEmpty() ? built : InstalledWaybill.unpacked(Path.of(older));
    }

    /** The tenants of all specs do what their letters say; each has a key that may read its bucket. */
    private void grantRoles() throws IOException {
        stack.grantRoles(SpecReader.read(home.resolve("tenants")).exports());
        for (String tenant : TENANTS) {
            stack.iam.addReader(tenant + "-logs", readers.computeIfAbsent(tenant, any -> AccessKey.generate()));
        }
    }

    private String role(String tenant) throws IOException {
        return SpecReader.read(home.resolve("tenants")).exports().stream()
                .filter(export -> export.exportId().tenant().equals(tenant))
                .findFirst()
                .orElseThrow()
                .destination()
                .s3()
                .orElseThrow()
                .roleArn()
                .orElseThrow();
    }

    /** Types the page's next command, which must go well. Answers what it printed. */
    private String type() throws Exception {
        return type(0);
    }

    private String type(int exitCode) throws Exception {
        String command = next();
        return times.measure(page.step(), page.written(), () -> {
            Ended ended = toItsEnd(command);
            assertThat(ended.code()).as("%s printed %s", command, ended.text()).isEqualTo(exitCode);
            return ended.text();
        });
    }

    private String next() {
        return page.nextCommand().replace(FROM, from.toString()).replace(UNTIL, until.toString());
    }

    private record Ended(int code, String text) {}

    private Ended toItsEnd(String command) throws Exception {
        try (ChildProcess terminal = start(command, Client.REPLAY)) {
            int code = terminal.end();
            return new Ended(code, String.join("\n", terminal.output()));
        }
    }

    /** Types the page's next command, which verifies a bucket up to a time, until all is there. */
    private void verifyUntil(Instant end) throws Exception {
        until = end;
        String command = next();
        assertThat(command).contains(" verify ");
        times.measure(
                page.step(),
                page.written() + ", until it is clean",
                () -> await().atMost(PATIENCE)
                        .pollInterval(POLL)
                        .failFast(run::requireAlive)
                        .untilAsserted(() -> {
                            Ended ended = toItsEnd(command);
                            assertThat(ended.code()).as(ended.text()).isZero();
                            assertThat(ended.text()).contains("clean");
                        }));
    }

    /** Types the page's next command, which starts {@code run}, and waits until it works. */
    private ChildProcess startRun(InstalledWaybill program) throws Exception {
        String command = page.nextCommand();
        assertThat(command).startsWith("./waybill run ");
        // The environment has no spelling for keys with a prefix.
        String quicker =
                " -Dkafka.main.consumer.session.timeout.ms=10000 -Dkafka.main.consumer.heartbeat.interval.ms=2000"
                        + " -Dkafka.producer.transaction.timeout.ms=10000";
        return times.measure(page.step(), page.written() + ", until it is ready", () -> {
            ChildProcess process = stack.opened(start(
                    "exec " + command.replace("./waybill", program.script().toString()) + quicker, Client.RUN));
            SaslStack.awaitOk(process, "http://" + FreePort.HOST + ":" + port + "/readyz");
            return process;
        });
    }

    /** Starts a command; where it has the configuration of {@code run}, it logs in as that client. */
    private ChildProcess start(String command, Client client) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", command).directory(home.toFile());
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        for (String tenant : readers.keySet()) {
            if (command.contains("s3://" + tenant + "-logs")) {
                shell.environment().put("AWS_ACCESS_KEY_ID", readers.get(tenant).id());
                shell.environment()
                        .put("AWS_SECRET_ACCESS_KEY", readers.get(tenant).secret());
            }
        }
        if (command.contains(" --config waybill.yaml")) {
            shell.environment().putAll(application(client));
        }
        terminals++;
        return ChildProcess.start(shell, folder.resolve("terminal-" + terminals + ".log"));
    }

    /** What the environment says beside the file, of secrets and of this small machine. */
    private Map<String, String> application(Client client) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WAYBILL_JAVA_OPTS",
                SMALL,
                "WAYBILL_HTTP_ADDRESS",
                FreePort.HOST,
                "WAYBILL_HTTP_PORT",
                String.valueOf(port),
                "WAYBILL_SPREAD",
                "PT0S",
                "WAYBILL_REPLAY_DISTANCE",
                "PT5S",
                "KAFKA_REPLICATION_FACTOR",
                "1",
                "KAFKA_NUM_STANDBY_REPLICAS",
                "0",
                "KAFKA_COMMIT_INTERVAL_MS",
                "500"));
        environment.put("KAFKA_SASL_JAAS_CONFIG", SaslBroker.jaas(user(client)));
        return environment;
    }

    /** Waits for something of this step, and keeps how long it took. */
    private void timed(String what, ThrowingRunnable assertion) throws Exception {
        times.measure(
                page.step(),
                what,
                () -> await().atMost(PATIENCE)
                        .pollInterval(POLL)
                        .failFast(run::requireAlive)
                        .ignoreException(ConnectException.class)
                        .untilAsserted(assertion));
    }

    /** Waits until the tenant has this many files more. */
    private void awaitMore(String tenant, int more) throws Exception {
        int before = files(tenant).size();
        timed(
                "until " + tenant + " has " + more + " more",
                () -> assertThat(files(tenant)).hasSizeGreaterThanOrEqualTo(before + more));
    }

    private List<DeliveredFile> files(String tenant) throws IOException {
        return DeliveredFiles.in(stack.store.bucketFolder(tenant + "-logs"));
    }

    /** When the newest event happened that the tenant has. */
    private Instant newest(String tenant) throws IOException {
        return files(tenant).stream()
                .flatMap(file -> ids(file).stream())
                .map(id -> flow.events().get(id).occurredAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static List<String> ids(DeliveredFile file) {
        boolean json = file.path().endsWith(".jsonl.gz");
        return file.text()
                .lines()
                .skip(json ? 0 : 1)
                .map(line -> line.replaceAll(".*\\b(e-[0-9]+)\\b.*", "$1"))
                .toList();
    }

    private List<Reign> reigns(String tenant) {
        return reigns(stack.catalog(), tenant);
    }

    private static List<Reign> reigns(CatalogSnapshot catalog, String tenant) {
        TenantRecord record =
                catalog.tenant(tenant).flatMap(TenantEntry::record).orElseThrow();
        ExportRecord export = record.export(EXPORT);
        return export.reigns().list();
    }

    /** Where each event stands: bucket and format, as often as it is there. */
    private Map<String, List<String>> delivered() throws IOException {
        Map<String, List<String>> delivered = new TreeMap<>();
        for (String tenant : TENANTS) {
            for (DeliveredFile file : files(tenant)) {
                String place = tenant + (file.path().endsWith(".jsonl.gz") ? " json" : " csv");
                Set<Long> windows = new TreeSet<>();
                for (String id : ids(file)) {
                    delivered.computeIfAbsent(id, any -> new ArrayList<>()).add(place);
                    windows.add(flow.events().get(id).occurredAt.getEpochSecond() / HOUR.toSeconds());
                }
                assertThat(windows).as("windows in %s", file.path()).hasSize(1);
            }
        }
        return delivered;
    }

    /** Where each event must stand, once: that a version ruled, by the catalog. */
    private Map<String, List<String>> expected() {
        CatalogSnapshot catalog = stack.catalog();
        Map<String, List<Reign>> reigns =
                TENANTS.stream().collect(Collectors.toMap(tenant -> tenant, tenant -> reigns(catalog, tenant)));
        assertThat(reigns.get("acme")).hasSize(2);
        Map<String, List<String>> expected = new TreeMap<>();
        flow.events().values().forEach(event -> {
            List<Reign> begun = reigns.get(event.tenant).stream()
                    .filter(reign -> !reign.from().isAfter(event.occurredAt))
                    .toList();
            if (!begun.isEmpty() && begun.get(begun.size() - 1) instanceof VersionReign) {
                boolean json = event.tenant.equals("acme") && begun.size() == 2;
                expected.put(event.id, List.of(event.tenant + (json ? " json" : " csv")));
            }
        });
        assertThat(expected.values().stream().flatMap(List::stream).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("acme csv", "acme json", "globex csv", "initech csv");
        return expected;
    }

    /** The exports of which an alert's expression holds, with hours as long as they are here. */
    private Set<String> alarming(String alert) throws Exception {
        MatchResult rule = EXPRESSION
                .matcher(expression(alert))
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("cannot read the expression of " + alert));
        double limit = Double.parseDouble(rule.group(3)) * HOUR.toMillis() / HOUR_OF_THE_PAGE.toMillis();
        List<MatchResult> matchers = MATCHER.matcher(rule.group(2)).results().toList();
        assertThat(matchers).as(rule.group(2)).isNotEmpty();
        return metrics(metricsPort, rule.group(1)).stream()
                .filter(sample -> matchers.stream()
                        .allMatch(matcher ->
                                matcher.group(2).equals("=") == sample.has(matcher.group(1), matcher.group(3))))
                .filter(sample -> sample.value() > limit)
                .map(sample ->
                        sample.labels().get("tenant") + "/" + sample.labels().get("export"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String expression(String alert) throws IOException {
        for (JsonNode group :
                new ObjectMapper(new YAMLFactory()).readTree(RULES.toFile()).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (rule.path("alert").asText().equals(alert)) {
                    return rule.path("expr").asText();
                }
            }
        }
        throw new AssertionError("no rule " + alert);
    }

    private record Sample(Map<String, String> labels, double value) {
        boolean has(String label, String value) {
            return labels.getOrDefault(label, "").equals(value);
        }
    }

    /** The series of a metric that somebody shows. */
    private static List<Sample> metrics(int port, String name) throws Exception {
        String body = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + FreePort.HOST + ":" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return body.lines()
                .filter(line -> line.startsWith(name + "{"))
                .map(line -> new Sample(
                        MATCHER.matcher(line)
                                .results()
                                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(3))),
                        Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                .toList();
    }
}
