package dev.waybill.catalog.snapshot;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.Discard;
import dev.waybill.catalog.record.PauseKey;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.SettingsKey;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Ruling;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalog as far as it was read. Immutable; a change gives a new one that shares what did not change. */
public final class CatalogSnapshot {
    /** The offset of a key that has no record. */
    public static final long NO_RECORD = -1;

    public static final CatalogSnapshot EMPTY =
            new CatalogSnapshot(Map.of(), Map.of(), Map.of(), Optional.empty(), Map.of());

    private final Map<String, TenantEntry> tenants;
    private final Map<PauseScope, Paused> pauses;
    private final Map<PauseScope, PauseEnd> pauseEnds;
    private final Optional<Known<SettingsRecord>> settings;
    /** Records whose keys this program does not know, and pauses that cannot be read, by key. */
    private final Map<String, Fault> otherFaults;

    CatalogSnapshot(
            Map<String, TenantEntry> tenants,
            Map<PauseScope, Paused> pauses,
            Map<PauseScope, PauseEnd> pauseEnds,
            Optional<Known<SettingsRecord>> settings,
            Map<String, Fault> otherFaults) {
        this.tenants = Collections.unmodifiableMap(tenants);
        this.pauses = Collections.unmodifiableMap(pauses);
        this.pauseEnds = Collections.unmodifiableMap(pauseEnds);
        this.settings = settings;
        this.otherFaults = Collections.unmodifiableMap(otherFaults);
    }

    /** Ids of all tenants that have a record, sorted; made anew at each call. */
    public SortedSet<String> tenantIds() {
        return new TreeSet<>(tenants.keySet());
    }

    /** In no order. */
    public Collection<TenantEntry> tenants() {
        return tenants.values();
    }

    public Optional<TenantEntry> tenant(String id) {
        return Optional.ofNullable(tenants.get(id));
    }

    /** The good records of all tenants, sorted by tenant. */
    public List<TenantRecord> tenantRecords() {
        return tenantIds().stream()
                .flatMap(id -> tenant(id).stream())
                .flatMap(entry -> entry.record().stream())
                .toList();
    }

    /** The external ids of all tenants. */
    public ExternalIds externalIds() {
        return new ExternalIds(
                tenantRecords().stream().collect(Collectors.toMap(TenantRecord::tenant, TenantRecord::externalId)));
    }

    /**
     * The spec of each export that ruled last, of those that have ended too: what they have begun is still delivered.
     *
     * @param unreadable takes those that this program cannot read
     */
    public List<ExportSpec> lastSpecs(Consumer<UnreadableSpec> unreadable) {
        List<ExportSpec> specs = new ArrayList<>();
        for (TenantRecord tenant : tenantRecords()) {
            tenant.exports()
                    .forEach((id, export) -> export.lastThatRuled()
                            .flatMap(version -> version.spec(why -> unreadable.accept(
                                    UnreadableSpec.of(new ExportId(tenant.tenant(), id), version.id(), why))))
                            .ifPresent(specs::add));
        }
        return specs;
    }

    /**
     * What rules an export at a time of event time, which must be decided, see {@link Knowledge#isDecided}.
     *
     * @param epochMicros microseconds since the epoch
     */
    public Ruling rule(ExportId id, long epochMicros) {
        TenantEntry tenant = tenants.get(id.tenant());
        return tenant == null ? Unruled.UNKNOWN_TENANT : tenant.rule(id.export(), epochMicros);
    }

    /** The last good record of the settings; empty before the first {@code apply}. */
    public Optional<SettingsRecord> settings() {
        return settings.flatMap(Known::good);
    }

    /**
     * The text of one of the files beside the specs as it was last applied; empty if there was none.
     *
     * @param file such as {@code platform.yaml}
     */
    public Optional<String> document(String file) {
        return settings()
                .flatMap(record -> Optional.ofNullable(record.documents().get(file)));
    }

    /** Everything that is paused, in no order. */
    public Collection<Paused> pauses() {
        return pauses.values();
    }

    /** The last pause of each scope that is not paused any more and was, in no order. */
    public Collection<PauseEnd> pauseEnds() {
        return pauseEnds.values();
    }

    /** What holds the export back, the narrowest pause first; empty if it is not paused. */
    public Optional<Paused> paused(ExportId id) {
        return pauses.isEmpty()
                ? Optional.empty()
                : PauseScope.around(id)
                        .flatMap(scope -> Stream.ofNullable(pauses.get(scope)))
                        .findFirst();
    }

    /** What is not delivered any more of the export; empty if nothing was discarded. */
    public Optional<Discard> discarded(ExportId id) {
        return tenant(id.tenant())
                .flatMap(TenantEntry::record)
                .flatMap(record -> record.export(id.export()).discard());
    }

    /** All records that cannot be read, by offset. */
    public List<Fault> faults() {
        Stream<Fault> ofTenants = tenants.values().stream().flatMap(entry -> entry.fault().stream());
        Stream<Fault> ofSettings = settings.stream().flatMap(known -> known.fault().stream());
        return Stream.of(ofTenants, ofSettings, otherFaults.values().stream())
                .flatMap(faults -> faults)
                .sorted((a, b) -> Long.compare(a.offset(), b.offset()))
                .toList();
    }

    /** The offset of the latest record of a key; {@link #NO_RECORD} if it has none. */
    public long offset(CatalogKey key) {
        if (key instanceof TenantKey tenant) {
            return tenant(tenant.tenant()).map(entry -> entry.known().offset()).orElse(NO_RECORD);
        }
        if (key instanceof PauseKey pause) {
            return Optional.ofNullable(pauses.get(pause.scope()))
                    .map(Paused::offset)
                    .or(() -> Optional.ofNullable(pauseEnds.get(pause.scope())).map(PauseEnd::offset))
                    .orElse(NO_RECORD);
        }
        return key == SettingsKey.SETTINGS ? settings.map(Known::offset).orElse(NO_RECORD) : NO_RECORD;
    }

    /** The id of the change that wrote the latest record of a tenant or of the settings; empty if there is none. */
    public String change(CatalogKey key) {
        if (key instanceof TenantKey tenant) {
            return tenant(tenant.tenant()).map(entry -> entry.known().change()).orElse("");
        }
        return key == SettingsKey.SETTINGS ? settings.map(Known::change).orElse("") : "";
    }

    /** The same settings and pauses with these tenants' records alone: for whoever asks what would be if they ruled. */
    public CatalogSnapshot withTenants(Collection<TenantRecord> records) {
        Map<String, TenantEntry> entries = new HashMap<>();
        records.forEach(record -> entries.put(
                record.tenant(),
                new TenantEntry(new Known<>(NO_RECORD, "", Optional.of(record), Long.MAX_VALUE, Optional.empty()))));
        return new CatalogSnapshot(entries, pauses, pauseEnds, settings, Map.of());
    }

    /** The event time, in microseconds, before which the settings are known; the lowest there is without settings. */
    long settingsHoldBefore() {
        return settings.map(Known::holdsBefore).orElse(Long.MIN_VALUE);
    }

    Map<String, TenantEntry> tenantMap() {
        return new HashMap<>(tenants);
    }

    Map<PauseScope, Paused> pauseMap() {
        return new HashMap<>(pauses);
    }

    Map<PauseScope, PauseEnd> pauseEndMap() {
        return new HashMap<>(pauseEnds);
    }

    Optional<Known<SettingsRecord>> knownSettings() {
        return settings;
    }

    Map<String, Fault> otherFaultMap() {
        return new HashMap<>(otherFaults);
    }
}
