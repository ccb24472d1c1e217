package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Main;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.files.OwnerOnly;
import dev.waybill.local.sample.SampleEvents;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick start as a user has it, killed in the middle and started again. */
class LocalRunIT {
    private static final Path TENANTS =
            Path.of("..", "tenants").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path data;

    @TempDir
    Path terminals;

    @Test
    void deliversEveryEventOnceThoughKilledTwiceAndAddsNothingWhenStartedAgain() throws Exception {
        Instant begun = Instant.now();
        // The day must not end between the runs.
        Clock clock = Clock.fixed(begun, ZoneOffset.UTC);
        killWhen(() -> Files.exists(data.resolve("schemas").resolve("2.avsc")));
        killWhen(() -> !objects().isEmpty());

        // The second run verifies what is there, with the doctor's test objects among it.
        String first = run(clock, this::doctorFindsNothingWrong);
        Map<Path, Long> delivered = objects();
        Map<String, Long> known = new TreeMap<>();
        String second = run(
                clock,
                running -> known.putAll(ConsoleAndStatus.agreed(running.stack().broker(), begun)));

        assertThat(first).contains("delivered all that is due").doesNotContain("PROBLEM");
        assertThat(second).contains("published by an earlier run", "delivered all that is due");
        assertAllAsSigned(first);
        assertAllAsSigned(second);
        assertThat(objects().keySet()).containsAll(delivered.keySet());
        assertThat(counts(begun)).isEqualTo(expected(begun));
        assertThat(known).as("what the console knows to be delivered").containsAllEntriesOf(expected(begun));
        assertThat(List.of("platform-key.properties", "reader-keys"))
                .allSatisfy(name -> assertThat(OwnerOnly.FILE.holdsFor(data.resolve(name)))
                        .as(name)
                        .isTrue());
        assertThat(List.of("broker", "buckets", "secrets"))
                .allSatisfy(name -> assertThat(OwnerOnly.FOLDER.holdsFor(data.resolve(name)))
                        .as(name)
                        .isTrue());
    }

    /** Starts the command in a process of its own and kills it as soon as the condition holds. */
    private void killWhen(Callable<Boolean> condition) throws Exception {
        Path terminal = Files.createTempFile(terminals, "terminal", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "local",
                        "--data",
                        data.toString(),
                        "--tenants",
                        TENANTS.toString())
                .redirectErrorStream(true)
                .redirectOutput(terminal.toFile())
                .start();
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        assertThat(terminal)
                .as("progress, and no line of a log in between")
                .content()
                .contains("starting the broker")
                .doesNotContain(" WARN ", " INFO ");
    }

    private String run(Clock clock, Consumer<LocalRun.Running> whileItRuns) throws IOException {
        StringWriter out = new StringWriter();
        try (Closing closing = new Closing()) {
            whileItRuns.accept(new LocalRun(clock, new Console(new PrintWriter(out), false), closing)
                    .start(data, TENANTS, 1, TimeRules.DEFAULT));
        }
        return out.toString();
    }

    private void doctorFindsNothingWrong(LocalRun.Running running) {
        new LocalHints(new PrintWriter(new StringWriter()), running).writeEndpoints(Optional.empty());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode = Main.execute(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "doctor",
                "acme",
                "--data",
                data.toString(),
                "--connect",
                running.connect().uri().toString(),
                "--json");

        assertThat(exitCode).as("%s%s", out, err).isZero();
        JsonNode exports = json(out.toString()).path("exports");
        assertThat(exports)
                .hasSizeGreaterThan(1)
                .allSatisfy(export -> assertThat(passed(export))
                        .contains(
                                "platform-identity",
                                "role-with-external-id",
                                "role-without-external-id",
                                "role-with-other-external-id",
                                "put-below-prefix",
                                "put-outside-prefix",
                                "list-objects",
                                "get-objects",
                                "delete-objects",
                                "endpoint-style",
                                "clock-skew",
                                "export-topic",
                                "sink-connector",
                                "said-by-sink"));
    }

    private static Set<String> passed(JsonNode export) {
        Set<String> passed = new TreeSet<>();
        export.path("checks").forEach(check -> {
            if (check.path("outcome").asText().equals("passed")) {
                passed.add(check.path("check").asText());
            }
        });
        return passed;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Path, Long> objects() throws IOException {
        Map<Path, Long> objects = new TreeMap<>();
        if (Files.exists(data.resolve("buckets"))) {
            try (Stream<Path> files = Files.walk(data.resolve("buckets"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().contains("year=")) {
                        objects.put(file, Files.size(file));
                    }
                }
            }
        }
        return objects;
    }

    /** Lines in the objects of exports whose format has one line per event. */
    private Map<String, Long> counts(Instant begun) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        Instant day = LocalSamples.today(begun).minus(Duration.ofDays(1));
        for (ExportSpec export : exports()) {
            if (!export.format().kind().equals("json-array")) {
                long headers = export.format().kind().equals("csv") ? 1 : 0;
                long lines = 0;
                for (Path file : objects().keySet()) {
                    String name = String.valueOf(file.getFileName());
                    if (name.startsWith(
                            export.exportId().tenant() + "-" + export.exportId().export() + "-"
                                    + day.toString().substring(0, 10).replace("-", ""))) {
                        lines += LocalReport.lines(file) - headers;
                    }
                }
                counts.put(export.exportId().toString(), lines);
            }
        }
        return counts;
    }

    /** Events of the windows of yesterday; those of the day before cannot be due twice. */
    private Map<String, Long> expected(Instant begun) throws IOException {
        LocalRegistry registry = LocalRegistry.open(data.resolve("schemas"));
        SampleEvents events = new SampleEvents(
                1,
                List.of("acme", "globex", "initech"),
                registry.register(EventSchemas.schema(Source.DOWNLOAD)),
                registry.register(EventSchemas.schema(Source.AUDIT)));
        SampleLedger ledger = new SampleLedger(FixedCatalog.of(exports()).snapshot(), registry);
        Instant today = LocalSamples.today(begun);
        for (Instant hour = today.minus(Duration.ofDays(1));
                hour.isBefore(today.plus(Duration.ofHours(1)));
                hour = hour.plus(Duration.ofHours(1))) {
            events.arrivingFrom(hour).forEach(ledger::add);
        }
        Map<String, Long> expected = new TreeMap<>();
        for (Map.Entry<ExportId, Map<Instant, Integer>> export :
                ledger.due(begun).entrySet()) {
            long count = export.getValue().entrySet().stream()
                    .filter(window -> window.getKey().isBefore(today))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            expected.put(export.getKey().toString(), count);
        }
        expected.remove("globex/downloads");
        return expected;
    }

    private static List<ExportSpec> exports() throws IOException {
        return SpecReader.read(TENANTS).exports();
    }

    /** One line for each place that is delivered to, in the voice of the verifier. */
    private static void assertAllAsSigned(String out) {
        assertThat(out.lines().filter(line -> line.matches(".*: [0-9,]+ receipts?, [0-9,]+ objects?, .*")))
                .hasSize(7)
                .allMatch(line -> line.contains(", all as signed"));
    }
}
