package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.PauseJson;
import dev.waybill.catalog.record.PauseKey;
import dev.waybill.catalog.record.SettingsJson;
import dev.waybill.catalog.record.SettingsKey;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.Topics;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the records of a backup into a catalog that lost them: external ids, versions and reigns as they were. What is
 * there and can be read stays.
 */
public record RestoreChange(Backup backup, String by) implements CatalogChange {
    @Override
    public Map<CatalogKey, Long> madeFrom() {
        return Map.of();
    }

    @Override
    public Decision decide(CatalogSnapshot catalog, Instant a) {
        List<NewRecord> records = new ArrayList<>();
        if (catalog.settings().isEmpty()) {
            records.add(record(SettingsKey.SETTINGS, SettingsJson.write(backup.settings())));
        } else if (catalog.settings().get().lead().compareTo(backup.settings().lead()) < 0) {
            return new Refused(
                    List.of(),
                    List.of(Problem.at(
                                    Place.of(Topics.CATALOG, SettingsKey.SETTINGS.text()),
                                    "has a shorter lead than the backup")
                            .hint("delete the topic, make it anew and restore before anything else is applied")));
        }
        backup.tenants().stream()
                .filter(tenant -> catalog.tenant(tenant.tenant())
                        .filter(entry -> entry.fault().isEmpty())
                        .isEmpty())
                .forEach(tenant -> records.add(record(new TenantKey(tenant.tenant()), TenantJson.write(tenant))));
        backup.pauses().forEach((scope, pause) -> {
            if (catalog.offset(new PauseKey(scope)) == CatalogSnapshot.NO_RECORD) {
                records.add(record(new PauseKey(scope), PauseJson.write(pause)));
            }
        });
        return new Records(records);
    }

    private static NewRecord record(CatalogKey key, byte[] value) {
        return new NewRecord(key, Optional.of(value), Optional.empty());
    }
}
