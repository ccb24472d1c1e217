package dev.waybill.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.catalog.plan.ExportAdded;
import dev.waybill.catalog.plan.Plan;
import dev.waybill.cloud.LocalException;
import dev.waybill.contract.ExportId;
import dev.waybill.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers from run to run which exports came to tenants whose events had been read already: what was read before they came
 * is not theirs.
 */
final class NewExports {
    private final Path file;
    /** With the time before which their tenant's sample events had been published. */
    private final SortedMap<ExportId, Instant> added;

    private NewExports(Path file, SortedMap<ExportId, Instant> added) {
        this.file = file;
        this.added = added;
    }

    /** Reads the file; one that is not there knows none. */
    static NewExports read(Path file) {
        SortedMap<ExportId, Instant> added = new TreeMap<>();
        if (Files.exists(file)) {
            try {
                for (JsonNode export : new ObjectMapper().readTree(file.toFile())) {
                    ExportId id = new ExportId(
                            export.path("tenant").asText(),
                            export.path("export").asText());
                    added.put(id, Instant.parse(export.path("since").asText()));
                }
            } catch (IOException | RuntimeException e) {
                throw new LocalException(
                        "cannot read " + file + "; choose another data folder, or delete this one to start over", e);
            }
        }
        return new NewExports(file, added);
    }

    /**
     * Takes note of what this run adds, on disk, too.
     *
     * @param readUntil sample events of this time and later have not been published yet; empty before the first run
     */
    void meet(Plan plan, Optional<Instant> readUntil) {
        readUntil.ifPresent(until -> plan.changes()
                .filter(tenant -> tenant.before().isPresent())
                .flatMap(tenant -> tenant.exports().stream())
                .filter(ExportAdded.class::isInstance)
                .forEach(export -> added.put(export.id(), until)));
        write();
    }

    /** Leaves of what is due, by export and window's start, what begins when the export was there. */
    Map<ExportId, Map<Instant, Integer>> withoutWhatWasPassed(Map<ExportId, Map<Instant, Integer>> due) {
        Map<ExportId, Map<Instant, Integer>> left = new TreeMap<>();
        due.forEach((id, windows) -> {
            Map<Instant, Integer> later = new TreeMap<>(windows);
            later.keySet().removeIf(start -> start.isBefore(added.getOrDefault(id, Instant.MIN)));
            left.put(id, later);
        });
        return left;
    }

    private void write() {
        List<Map<String, Object>> content = new ArrayList<>();
        added.forEach((id, since) -> content.add(
                new TreeMap<>(Map.of("tenant", id.tenant(), "export", id.export(), "since", since.toString()))));
        DataFolder.writeSecret(file, JsonText.of(content));
    }
}
