package dev.waybill.catalog.snapshot;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.ClockKey;
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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the next snapshot of one and the records that follow it in the log. Used once; confined to one thread. */
public final class SnapshotBuilder {
    private final Map<String, TenantEntry> tenants;
    private final Map<PauseScope, Paused> pauses;
    private final Map<PauseScope, PauseEnd> pauseEnds;
    private final Map<String, Fault> otherFaults;
    private final Set<CatalogKey> changed = new LinkedHashSet<>();
    private Optional<Known<SettingsRecord>> settings;
    /** What was known when the topic was begun anew: last good records that may have been compacted away since. */
    private final Map<String, TenantEntry> earlier;

    private final Optional<Known<SettingsRecord>> earlierSettings;

    public SnapshotBuilder(CatalogSnapshot before) {
        this(before, CatalogSnapshot.EMPTY);
    }

    private SnapshotBuilder(CatalogSnapshot before, CatalogSnapshot earlier) {
        this.earlier = earlier.tenantMap();
        this.earlierSettings = earlier.knownSettings();
        this.tenants = before.tenantMap();
        this.pauses = before.pauseMap();
        this.pauseEnds = before.pauseEndMap();
        this.otherFaults = before.otherFaultMap();
        this.settings = before.knownSettings();
    }

    /**
     * For the records of the whole topic, which replace what is known; but where the record of a key cannot be read, and the
     * topic holds no good one before it any more, the last good one that is known stays in force as it would have.
     */
    public static SnapshotBuilder anew(CatalogSnapshot known) {
        return new SnapshotBuilder(CatalogSnapshot.EMPTY, known);
    }

    /** Takes up the next record. One that cannot be read becomes a fault. */
    public void add(LogRecord record) {
        CatalogKey key = CatalogKey.parse(record.key());
        if (key == ClockKey.CLOCK) {
            return;
        }
        changed.add(key);
        if (key instanceof TenantKey tenant) {
            tenant(tenant.tenant(), record);
        } else if (key instanceof PauseKey pause) {
            pause(pause.scope(), record);
        } else if (key == SettingsKey.SETTINGS) {
            settings(record);
        } else {
            unknown(record);
        }
    }

    /** The keys of the records so far, without the writers' clock. */
    public Set<CatalogKey> changed() {
        return changed;
    }

    public CatalogSnapshot build() {
        return new CatalogSnapshot(tenants, pauses, pauseEnds, settings, otherFaults);
    }

    private void tenant(String tenant, LogRecord record) {
        if (record.value().isEmpty()) {
            tenants.remove(tenant);
            earlier.remove(tenant);
            return;
        }
        Known<TenantRecord> known;
        try {
            known = Known.good(record, TenantJson.read(tenant, record.value().get()));
        } catch (UnreadableRecordException e) {
            Optional<Known<TenantRecord>> before = Optional.ofNullable(
                            tenants.getOrDefault(tenant, earlier.get(tenant)))
                    .map(TenantEntry::known);
            known = Known.broken(before, record, effect(record), reason(e));
        }
        tenants.put(tenant, new TenantEntry(known));
    }

    private void settings(LogRecord record) {
        Known<SettingsRecord> known;
        try {
            if (record.value().isEmpty()) {
                known = Known.broken(knownSettings(), record, effect(record), "was deleted");
            } else {
                known = Known.good(record, SettingsJson.read(record.value().get()));
            }
        } catch (UnreadableRecordException e) {
            known = Known.broken(knownSettings(), record, effect(record), reason(e));
        }
        settings = Optional.of(known);
    }

    private Optional<Known<SettingsRecord>> knownSettings() {
        return settings.or(() -> earlierSettings);
    }

    private void pause(PauseScope scope, LogRecord record) {
        otherFaults.remove(record.key());
        pauses.remove(scope);
        pauseEnds.remove(scope);
        if (record.value().isEmpty()) {
            return;
        }
        Optional<PauseRecord> pause;
        try {
            pause = Optional.of(PauseJson.read(record.value().get()));
        } catch (UnreadableRecordException e) {
            pause = Optional.empty();
            otherFaults.put(record.key(), fault(record, reason(e)));
        }
        Optional<PauseRecord> ended = pause.filter(known -> known.resumed().isPresent());
        if (ended.isPresent()) {
            pauseEnds.put(scope, new PauseEnd(scope, record.offset(), ended.get()));
            return;
        }
        pauses.put(scope, new Paused(scope, record.offset(), record.appended(), pause));
    }

    private void unknown(LogRecord record) {
        otherFaults.remove(record.key());
        if (record.value().isPresent()) {
            otherFaults.put(record.key(), fault(record, "has a key that this program does not know"));
        }
    }

    /** When what the record changes may take effect: what its writer stated, else by the rule that writers follow. */
    private Instant effect(LogRecord record) {
        Duration lead =
                knownSettings().flatMap(Known::good).map(SettingsRecord::lead).orElse(Duration.ZERO);
        return record.notBefore().orElseGet(() -> record.appended().plus(lead));
    }

    private static Fault fault(LogRecord record, String reason) {
        return new Fault(record.key(), record.offset(), record.appended(), reason, Optional.empty());
    }

    private static String reason(UnreadableRecordException e) {
        return "cannot be read: " + e.getMessage();
    }
}
