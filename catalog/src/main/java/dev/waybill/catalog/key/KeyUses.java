package dev.waybill.catalog.key;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.LastEvents;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.redaction.KeyFingerprint;
import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.kind.redaction.RedactionSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who uses which keys, after everything that the catalog holds. Immutable. */
public final class KeyUses {
    /**
     * In the canonical text of a spec with a key, as {@link RedactionSpec#keyReference} says; within a text the quotes would
     * be escaped. Most versions of ten thousand tenants need not be parsed.
     */
    private static final String KEY = "\"key\":";
    /** Of which one is in each spec that may have to do with a key; another program's specs may call it otherwise. */
    private static final List<String> MARKS = List.of(KEY, "${");

    private static final Comparator<KeyUse> BY_TIME = Comparator.comparing(KeyUse::tenant)
            .thenComparing(use -> use.export().export())
            .thenComparing(KeyUse::from);

    private final List<KeyUse> uses;
    private final List<UnreadableSpec> unreadable;
    private final Map<KeyFingerprint, List<KeyUse>> byFingerprint = new HashMap<>();
    private final Map<String, List<KeyUse>> byReference = new HashMap<>();

    private KeyUses(List<KeyUse> uses, List<UnreadableSpec> unreadable) {
        this.unreadable = List.copyOf(unreadable);
        this.uses = uses.stream().sorted(BY_TIME).toList();
        this.uses.forEach(use -> {
            KeyReference key = use.key();
            byReference
                    .computeIfAbsent(key.reference(), any -> new ArrayList<>())
                    .add(use);
            key.fingerprint()
                    .ifPresent(fingerprint -> byFingerprint
                            .computeIfAbsent(fingerprint, any -> new ArrayList<>())
                            .add(use));
        });
    }

    /**
     * The uses of all reigns, those that have not begun and those that have ended included. What this program cannot read is in
     * {@link #unreadable}.
     */
    public static KeyUses of(CatalogSnapshot catalog) {
        LastEvents last = LastEvents.under(catalog.settings());
        List<KeyUse> uses = new ArrayList<>();
        List<UnreadableSpec> unreadable = new ArrayList<>();
        for (TenantRecord tenant : catalog.tenantRecords()) {
            tenant.exports()
                    .forEach(
                            (id, export) -> collect(new ExportId(tenant.tenant(), id), export, last, uses, unreadable));
        }
        return new KeyUses(uses, unreadable);
    }

    /** The versions that this program cannot read: each may need any key of its tenant. */
    public List<UnreadableSpec> unreadable() {
        return unreadable;
    }

    /** Those of one tenant. */
    public List<UnreadableSpec> unreadable(String tenant) {
        return unreadable.stream()
                .filter(version -> version.export().tenant().equals(tenant))
                .toList();
    }

    /** Sorted by tenant, export and time. */
    public List<KeyUse> list() {
        return uses;
    }

    /** All keys, sorted by tenant and name. */
    public List<TenantKey> keys() {
        Map<String, Map<String, List<KeyUse>>> byName = new TreeMap<>();
        uses.forEach(use -> byName.computeIfAbsent(use.tenant(), any -> new TreeMap<>())
                .computeIfAbsent(use.key().name(), any -> new ArrayList<>())
                .add(use));
        List<TenantKey> keys = new ArrayList<>();
        byName.forEach((tenant, names) -> names.forEach((name, named) -> keys.add(key(tenant, name, named))));
        return keys;
    }

    /**
     * A key of a tenant.
     *
     * @param name its epoch, its fingerprint, or the reference to it where the spec says neither
     */
    public Optional<TenantKey> key(String tenant, String name) {
        List<KeyUse> named = uses.stream()
                .filter(use -> use.tenant().equals(tenant) && use.isCalled(name))
                .toList();
        return named.isEmpty() ? Optional.empty() : Optional.of(key(tenant, name, named));
    }

    private TenantKey key(String tenant, String name, List<KeyUse> named) {
        Set<KeyUse> own = new HashSet<>(named);
        List<KeyUse> others = named.stream()
                .flatMap(use -> alike(use).stream())
                .filter(use -> !own.contains(use))
                .distinct()
                .sorted(BY_TIME)
                .toList();
        return new TenantKey(tenant, name, named, others, unreadable(tenant));
    }

    private List<KeyUse> alike(KeyUse use) {
        return Stream.concat(
                        use
                                .key()
                                .fingerprint()
                                .map(fingerprint -> byFingerprint.getOrDefault(fingerprint, List.of()))
                                .orElse(List.of())
                                .stream(),
                        byReference.getOrDefault(use.key().reference(), List.of()).stream())
                .filter(use::sharesKeyWith)
                .toList();
    }

    private static void collect(
            ExportId id, ExportRecord export, LastEvents last, List<KeyUse> uses, List<UnreadableSpec> unreadable) {
        Map<String, Optional<ExportSpec>> specs = new HashMap<>();
        for (Ruled reign : export.reignsWithSpec()) {
            SpecVersion version = export.version(reign.version());
            specs.computeIfAbsent(version.id(), any -> withKey(id, version, unreadable))
                    .ifPresent(spec -> keys(spec)
                            .map(key -> new KeyUse(
                                    id,
                                    key,
                                    version.id(),
                                    reign.from(),
                                    reign.until(),
                                    reign.until().map(end -> last.until(spec, end))))
                            .forEach(uses::add));
        }
    }

    /** Empty for a spec without a key, and for one that is unreadable. */
    private static Optional<ExportSpec> withKey(ExportId id, SpecVersion version, List<UnreadableSpec> unreadable) {
        if (MARKS.stream().noneMatch(version.json()::contains)) {
            return Optional.empty();
        }
        try {
            ExportSpec spec = version.spec();
            return keys(spec).findAny().map(any -> spec);
        } catch (SpecException e) {
            unreadable.add(UnreadableSpec.of(id, version.id(), e));
            return Optional.empty();
        }
    }

    /** The keys of a spec, each once. */
    static Stream<KeyReference> keys(ExportSpec spec) {
        return ExportKinds.redactions(spec).stream()
                .flatMap(redaction -> redaction.keyReference().stream())
                .distinct();
    }
}
