package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
                .contains("new: acme/added, zeta/downloads; every event that the input holds is read again for them")
                .contains("changed: acme/edited; windows that start at ")
                .contains("no longer there: acme/removed; what was delivered stays")
                .contains("1 more that were delivered before are not there")
                .contains("delivered all that is due")
                .doesNotContain("PROBLEM");
        assertThat(ids("acme-logs", "added")).as("all events").containsExactlyInAnyOrderElementsOf(ids);
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
        String third = run(2);

        // Then
        assertThat(third)
                .contains("changed: acme/removed;")
                .contains("no longer there: acme/edited, acme/moved;")
                .contains("published the sample events of ")
                .contains("delivered all that is due");
        List<String> added = ids("acme-logs", "added");
        assertThat(added)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(ids.size() + 1_000)
                .containsAll(ids);

        // When: nothing has changed
        assertThat(run(2))
                .contains("all sample events were published by an earlier run", "delivered all that is due")
                .doesNotContain("new:", "changed:", "no longer");
        assertThat(ids("acme-logs", "added")).isEqualTo(added);
    }

    private static String export(
            String id, String source, String format, String bucket, String prefix, String account) {
        return EXPORT.formatted(id, source, format, bucket, prefix, account);
    }

    private void write(String tenant, String exports) throws IOException {
        Files.writeString(tenants.resolve(tenant + ".yaml"), "tenant: " + tenant + "\nexports:\n" + exports);
    }

    private String run(long seed) throws IOException {
        StringWriter out = new StringWriter();
        try (Closing closing = new Closing()) {
            new LocalRun(Clock.systemUTC(), new Console(new PrintWriter(out), false), closing)
                    .start(data, tenants, seed, TimeRules.DEFAULT);
        }
        return out.toString();
    }

    private Map<Path, Long> objects(String prefix) throws IOException {
        Map<Path, Long> objects = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data.resolve("buckets/acme-logs").resolve(prefix))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                objects.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return objects;
    }

    /** The ids of all events in the JSON lines below a prefix. */
    private List<String> ids(String bucket, String prefix) throws IOException {
        List<String> ids = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (Stream<Path> files =
                Files.walk(data.resolve("buckets").resolve(bucket).resolve(prefix))) {
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
