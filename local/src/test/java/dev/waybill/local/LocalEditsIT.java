package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.wire.rule.TimeRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./waybill local} again and again on one folder, while the specs are edited between the runs. */
class LocalEditsIT {
    private static final String EXPORT = """
              - id: %1$s
                source: %2$s
                format: { kind: %3$s }
                schedule: { every: hourly }
                destination: { kind: s3, bucket: %4$s, prefix: %5$s, region: eu-west-1, role-arn: "arn:aws:iam::%6$s:role/Logs" }
            """;

    private static final String EDGE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:00:00Z";

    @TempDir
    Path data;

    @TempDir
    Path tenants;

    @BeforeEach
    void writeSpecs() throws IOException {
        write(
                "acme",
                export("all", "download", "json-lines", "acme-logs", "all", "111122223333")
                        + export("edited", "download", "json-lines", "acme-logs", "edited", "111122223333")
                        + export("moved", "audit", "json-lines", "acme-logs", "old-place", "111122223333")
                        + export("removed", "audit", "csv", "acme-logs", "removed", "111122223333"));
    }

    @Test
    void whatIsNewIsDeliveredAndNothingIsWaitedForInVain() throws Exception {
        // Given
        assertThat(run(1)).contains("delivered all that is due").doesNotContain("new:", "changed:");
        Map<Path, Long> before = objects("all");
        List<String> ids = ids("acme-logs", "all");
        List<String> moved = ids("acme-logs", "old-place");
        List<String> edited = ids("acme-logs", "edited");
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(1_000);

        // When: an export and a tenant come, others are edited, moved and removed; somebody has tidied up
        write(
                "acme",
                export("all", "download", "json-lines", "acme-logs", "all", "111122223333")
                        + export("edited", "download", "csv", "acme-logs", "edited", "111122223333")
                        + export("moved", "audit", "json-lines", "acme-logs", "new-place", "111122223333")
                        + export("added", "download", "json-lines", "acme-logs", "added", "111122223333"));
        write("zeta", export("downloads", "download", "json-lines", "zeta-logs", "logs", "444455556666"));
        Files.delete(before.keySet().iterator().next());
        String second = run(1);

        // Then
        assertThat(second)
                .contains("new: acme/added; it delivers what is published from now on")
                .contains("new: zeta/downloads; it delivers what is published from now on")
                .containsPattern(
                        "changed: acme/edited; events from " + EDGE + " on are delivered as it is now, earlier")
                .containsPattern("changed: acme/moved; events from " + EDGE + " on are delivered as it is now, earlier")
                .containsPattern("ended: acme/removed; events before " + EDGE + " are still delivered")
                .contains("1 more that were delivered before are not there")
                .contains("delivered all that is due")
                .doesNotContain("PROBLEM");
        assertThat(ids("acme-logs", "added")).as("what was read before it came").isEmpty();
        assertThat(ids("zeta-logs", "logs")).doesNotHaveDuplicates().hasSizeGreaterThan(1_000);
        assertThat(ids("acme-logs", "old-place")).containsExactlyInAnyOrderElementsOf(moved);
        assertThat(ids("acme-logs", "edited")).containsExactlyInAnyOrderElementsOf(edited);
        Map<Path, Long> left = new TreeMap<>(before);
        left.remove(before.keySet().iterator().next());
        assertThat(objects("all")).as("nothing again").isEqualTo(left);

        // When: other sample events, and what was removed is there again
        write(
                "acme",
                export("all", "download", "json-lines", "acme-logs", "all", "111122223333")
                        + export("removed", "audit", "csv", "acme-logs", "removed", "111122223333")
                        + export("added", "download", "json-lines", "acme-logs", "added", "111122223333"));
        String third = run(2, () -> {
            List<String> later = ids("acme-logs", "all");
            later.removeAll(ids);
            return later.size() > 1_000 && ids("acme-logs", "added").containsAll(later);
        });

        // Then
        assertThat(third)
                .containsPattern("(undone|back): acme/removed;")
                .contains("ended: acme/edited; events before ", "ended: acme/moved; events before ")
                .contains("published the sample events of ")
                .contains("delivered all that is due");
        List<String> added = ids("acme-logs", "added");
        assertThat(added).doesNotHaveDuplicates().hasSizeGreaterThan(1_000).doesNotContainAnyElementsOf(ids);
        assertThat(ids("acme-logs", "edited")).as("of the old version still").hasSizeGreaterThan(edited.size());

        // When: nothing has changed
        assertThat(run(2))
                .contains("all sample events were published by an earlier run", "delivered all that is due")
                .doesNotContain("new:", "changed:", "ended:", "back:", "undone:");
        assertThat(ids("acme-logs", "added")).isEqualTo(added);
    }

    private static String export(
            String id, String source, String format, String bucket, String prefix, String account) {
        return EXPORT.formatted(id, source, format, bucket, prefix, account);
    }

    private void write(String tenant, String exports) throws IOException {
        Files.writeString(tenants.resolve(tenant + ".yaml"), "tenant: " + tenant + "\nexports:\n" + exports);
    }

    private String run(long seed) throws Exception {
        return run(seed, () -> true);
    }

    /** Lets it run until {@code enough}. */
    private String run(long seed, Callable<Boolean> enough) throws Exception {
        StringWriter out = new StringWriter();
        try (Closing closing = new Closing()) {
            new LocalRun(Clock.systemUTC(), new Console(new PrintWriter(out), false), closing)
                    .start(data, tenants, seed, TimeRules.DEFAULT);
            await().atMost(Duration.ofMinutes(1)).until(enough);
        }
        return out.toString();
    }

    /** Receipts come on: the day's windows close one after the other. */
    private Map<Path, Long> objects(String prefix) throws IOException {
        Map<Path, Long> objects = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data.resolve("buckets/acme-logs").resolve(prefix))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/_receipts/"))
                    .toList()) {
                objects.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return objects;
    }

    /** The ids of all events in the JSON lines below a prefix. */
    private List<String> ids(String bucket, String prefix) throws IOException {
        List<String> ids = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        Path folder = data.resolve("buckets").resolve(bucket).resolve(prefix);
        if (Files.notExists(folder)) {
            return ids;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .toList()) {
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        ids.add(json.readTree(line).path("event_id").asText());
                    }
                }
            }
        }
        return ids;
    }
}
