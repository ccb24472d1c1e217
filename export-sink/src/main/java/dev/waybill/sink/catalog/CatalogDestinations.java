package dev.waybill.sink.catalog;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.destination.Target;
import dev.waybill.spec.destination.S3Destination;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Where parts go, as the catalog says: to the destination of the version that made them, or to the one that replaces it;
 * with the external id of the tenant's record. Specs are parsed when they are first asked for, and again only when the
 * tenant's record has changed.
 */
public final class CatalogDestinations implements DestinationLookup {
    private final CatalogView catalog;
    private final ConcurrentMap<VersionKey, Bound> bound = new ConcurrentHashMap<>();
    private volatile CatalogSnapshot current = CatalogSnapshot.EMPTY;

    private record VersionKey(ExportId export, String version) {}

    /** A target, and what it was read from: good as long as the snapshot has the same. */
    private record Bound(TenantEntry entry, Target target) {}

    public CatalogDestinations(CatalogView catalog) {
        this.catalog = catalog;
        refresh();
    }

    @Override
    public Optional<Target> find(ExportId export, String version) {
        return find(current, export, version);
    }

    @Override
    public Optional<Pause> paused(ExportId export) {
        return catalog.knowledge().snapshot().paused(export).map(CatalogDestinations::pause);
    }

    @Override
    public boolean refresh() {
        CatalogSnapshot now = catalog.knowledge().snapshot();
        boolean changed = now != current;
        current = now;
        return changed;
    }

    @Override
    public boolean lookAgain(ExportId export, String version) {
        catalog.look();
        return find(catalog.knowledge().snapshot(), export, version).isPresent();
    }

    private Optional<Target> find(CatalogSnapshot snapshot, ExportId export, String version) {
        TenantEntry entry = snapshot.tenant(export.tenant()).orElse(null);
        if (entry == null) {
            return Optional.empty();
        }
        VersionKey key = new VersionKey(export, version);
        Bound known = bound.get(key);
        if (known != null && known.entry() == entry) {
            return Optional.of(known.target());
        }
        Optional<Target> target = entry.record().flatMap(record -> target(record, export, version));
        // What is not known takes no memory, whatever versions records name.
        target.ifPresentOrElse(found -> bound.put(key, new Bound(entry, found)), () -> bound.remove(key));
        return target;
    }

    private static Optional<Target> target(TenantRecord tenant, ExportId export, String version) {
        ExportRecord record = tenant.export(export.export());
        return record.destination(version).map(destination -> {
            boolean assumesRole =
                    destination.s3().flatMap(S3Destination::roleArn).isPresent();
            return new Target(export, destination, assumesRole ? Optional.of(tenant.externalId()) : Optional.empty());
        });
    }

    /** A pause whose record cannot be read holds all the same. */
    private static Pause pause(Paused paused) {
        return paused.record()
                .map(record -> {
                    Change since = record.since();
                    return new Pause(since.at(), since.by(), since.why());
                })
                .orElseGet(() ->
                        new Pause(paused.appended(), "unknown", "the record of the pause cannot be read; pause again"));
    }
}
