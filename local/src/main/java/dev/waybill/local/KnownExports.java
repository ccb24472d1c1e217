package dev.waybill.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cloud.LocalException;
import dev.waybill.contract.ExportId;
import dev.waybill.json.JsonText;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
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
import java.util.stream.Collectors;

/**
 * Remembers from run to run which exports there were, and which application reads for each. An application goes on where
 * it has stopped, so exports that come later get one of their own: it reads the input from its beginning.
 */
final class KnownExports {
    /**
     * An export.
     *
     * @param application the number of the application that reads for it, from 1
     * @param content what decides which events it takes and how windows are cut; empty if the last run did not have it
     * @param since windows that start earlier were begun, or passed over, as the export was before
     */
    private record Known(int application, String content, Instant since) {}

    /**
     * How the exports differ from those of the last run.
     *
     * @param added whose application reads the input from its beginning
     * @param changed edited, or back again
     * @param removed no longer there
     */
    record Changes(List<ExportId> added, List<ExportId> changed, List<ExportId> removed) {
        Changes {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
        }

        /**
         * What becomes of them, a sentence for each kind of change.
         *
         * @param readUntil as in {@link KnownExports#meet}
         */
        List<String> sentences(Instant readUntil) {
            List<String> sentences = new ArrayList<>();
            if (!added.isEmpty()) {
                sentences.add("new: " + names(added) + "; every event that the input holds is read again for them");
            }
            if (!changed.isEmpty()) {
                sentences.add("changed: " + names(changed) + "; windows that start at " + readUntil
                        + " or later come as the export is now, earlier ones stay as they are. Under another id all"
                        + " events come as it is now");
            }
            if (!removed.isEmpty()) {
                sentences.add("no longer there: " + names(removed) + "; what was delivered stays");
            }
            return sentences;
        }

        private static String names(List<ExportId> exports) {
            return exports.stream().map(ExportId::toString).collect(Collectors.joining(", "));
        }
    }

    private final Path file;
    private final SortedMap<ExportId, Known> known;

    private KnownExports(Path file, SortedMap<ExportId, Known> known) {
        this.file = file;
        this.known = known;
    }

    /** Reads the file; one that is not there knows no exports. */
    static KnownExports read(Path file) {
        SortedMap<ExportId, Known> known = new TreeMap<>();
        if (Files.exists(file)) {
            try {
                JsonNode content = new ObjectMapper().readTree(file.toFile());
                for (JsonNode export : content) {
                    known.put(
                            new ExportId(
                                    export.path("tenant").asText(),
                                    export.path("export").asText()),
                            new Known(
                                    export.path("application").asInt(),
                                    export.path("content").asText(),
                                    Instant.parse(export.path("since").asText())));
                }
            } catch (IOException | RuntimeException e) {
                throw new LocalException(
                        "cannot read " + file + "; choose another data folder, or delete this one to start over", e);
            }
        }
        return new KnownExports(file, known);
    }

    /**
     * Takes note of the exports of this run, on disk, too.
     *
     * @param readUntil events of this time and later have not been published yet; empty before the first run
     */
    Changes meet(List<ExportSpec> exports, Optional<Instant> readUntil) {
        List<ExportId> added = new ArrayList<>();
        List<ExportId> changed = new ArrayList<>();
        List<ExportId> removed = new ArrayList<>(known.keySet());
        removed.removeIf(id -> known(id).content().isEmpty());
        int next =
                1 + known.values().stream().mapToInt(Known::application).max().orElse(0);
        for (ExportSpec export : exports) {
            ExportId id = export.exportId();
            Known before = known.get(id);
            removed.remove(id);
            if (before == null) {
                added.add(id);
                known.put(id, new Known(next, content(export), Instant.EPOCH));
            } else if (!before.content().equals(content(export))) {
                changed.add(id);
                known.put(id, new Known(before.application(), content(export), readUntil.orElse(Instant.EPOCH)));
            }
        }
        removed.forEach(id -> known.put(id, new Known(known(id).application(), "", Instant.EPOCH)));
        write();
        return new Changes(added, changed, removed);
    }

    /** The exports by the number of the application that reads for them. */
    SortedMap<Integer, List<ExportSpec>> byApplication(List<ExportSpec> exports) {
        SortedMap<Integer, List<ExportSpec>> byApplication = new TreeMap<>();
        exports.forEach(export -> byApplication
                .computeIfAbsent(known(export.exportId()).application(), number -> new ArrayList<>())
                .add(export));
        return byApplication;
    }

    /** Leaves of what is due, by export and window's start, what was begun after the export was last changed. */
    Map<ExportId, Map<Instant, Integer>> sinceChanged(Map<ExportId, Map<Instant, Integer>> due) {
        Map<ExportId, Map<Instant, Integer>> since = new TreeMap<>();
        due.forEach((id, windows) -> {
            Map<Instant, Integer> later = new TreeMap<>(windows);
            later.keySet().removeIf(start -> start.isBefore(known(id).since()));
            since.put(id, later);
        });
        return since;
    }

    private Known known(ExportId id) {
        Known export = known.get(id);
        if (export == null) {
            throw new IllegalStateException("the export " + id + " was never met");
        }
        return export;
    }

    /** Destination and connector are left out: they move parts, and decide nothing about them. */
    private static String content(ExportSpec export) {
        return CanonicalSpec.version(export) + (export.enabled() ? "" : "-disabled") + "-"
                + export.delivery().name().charAt(0);
    }

    private void write() {
        List<Map<String, Object>> content = new ArrayList<>();
        known.forEach((id, export) -> {
            Map<String, Object> entry = new TreeMap<>();
            entry.put("tenant", id.tenant());
            entry.put("export", id.export());
            entry.put("application", export.application());
            entry.put("content", export.content());
            entry.put("since", export.since().toString());
            content.add(entry);
        });
        DataFolder.writeSecret(file, JsonText.of(content));
    }
}
