package dev.waybill.catalog.snapshot;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.PauseJson;
import dev.waybill.catalog.record.PauseKey;
import dev.waybill.catalog.record.PauseRecord;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.SettingsJson;
import dev.waybill.catalog.record.SettingsKey;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A copy of the catalog as a text file, from which it can be written again: a line for each record, its key, a tab, and
 * its JSON.
 *
 * @param tenants sorted by tenant
 * @param pauses those that hold, and those that were the last of their scope
 */
public record Backup(SettingsRecord settings, List<TenantRecord> tenants, Map<PauseScope, PauseRecord> pauses) {
    private static final String TAB = "\t";

    public Backup {
        tenants = List.copyOf(tenants);
        pauses = Map.copyOf(pauses);
    }

    /**
     * The good records of a snapshot.
     *
     * @return empty if the catalog has no settings: there is nothing to keep
     */
    public static Optional<Backup> of(CatalogSnapshot catalog) {
        Map<PauseScope, PauseRecord> pauses =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        catalog.pauses().forEach(paused -> paused.record().ifPresent(record -> pauses.put(paused.scope(), record)));
        catalog.pauseEnds().forEach(ended -> pauses.put(ended.scope(), ended.record()));
        return catalog.settings().map(settings -> new Backup(settings, catalog.tenantRecords(), pauses));
    }

    /** The file's text. It holds external ids: only its owner may read it. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(line(SettingsKey.SETTINGS, SettingsJson.write(settings)));
        tenants.forEach(tenant -> lines.add(line(new TenantKey(tenant.tenant()), TenantJson.write(tenant))));
        List<String> paused = new ArrayList<>();
        pauses.forEach((scope, pause) -> paused.add(line(new PauseKey(scope), PauseJson.write(pause))));
        Collections.sort(paused);
        lines.addAll(paused);
        return String.join("\n", lines) + "\n";
    }

    /**
     * Reads what {@link #text} gave.
     *
     * @param file name for messages
     * @throws SpecException with all problems, if a line is anything else
     */
    public static Backup parse(String file, String text) {
        List<Problem> problems = new ArrayList<>();
        Optional<SettingsRecord> settings = Optional.empty();
        List<TenantRecord> tenants = new ArrayList<>();
        Map<PauseScope, PauseRecord> pauses =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(TAB, 2);
            byte[] value = parts[parts.length - 1].getBytes(StandardCharsets.UTF_8);
            CatalogKey key = CatalogKey.parse(parts[0]);
            try {
                if (key instanceof TenantKey tenant) {
                    tenants.add(TenantJson.read(tenant.tenant(), value));
                } else if (key instanceof PauseKey pause) {
                    pauses.put(pause.scope(), PauseJson.read(value));
                } else if (key == SettingsKey.SETTINGS) {
                    settings = Optional.of(SettingsJson.read(value));
                } else {
                    problems.add(problem(file, i, "is no record of the catalog"));
                }
            } catch (UnreadableRecordException e) {
                problems.add(problem(file, i, "cannot be read: " + e.getMessage()));
            }
        }
        if (settings.isEmpty()) {
            problems.add(Problem.at(Place.ofFile(file), "holds no settings").hint("take a whole backup"));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return new Backup(settings.orElseThrow(), tenants, pauses);
    }

    private static String line(CatalogKey key, byte[] value) {
        return key.text() + TAB + new String(value, StandardCharsets.UTF_8);
    }

    private static Problem problem(String file, int line, String message) {
        return Problem.at(new Place(file, "", line + 1, 1), message);
    }
}
