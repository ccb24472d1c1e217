package dev.waybill.sink.catalog;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.destination.Target;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.SpecException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where parts go, as the catalog says: to the destination of the version that made them, or to the one that replaces it;
 * with the external id of the tenant's record. Specs are parsed when they are first asked for, and again only when the
 * tenant's record has changed.
 */
public final class CatalogDestinations implements DestinationLookup {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogDestinations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CatalogView catalog;
    private final ConcurrentMap<VersionKey, Bound> bound = new ConcurrentHashMap<>();
    private volatile CatalogSnapshot current = CatalogSnapshot.EMPTY;

    private record VersionKey(ExportId export, String version) {}

    /** A target, empty for a spec that cannot be read, and what it was read from: good as long as the snapshot has the same. */
    private record Bound(TenantEntry entry, Optional<Target> target) {}

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
    public boolean discards(ExportId export, Instant windowStart) {
        return catalog.knowledge()
                .snapshot()
                .discarded(export)
                .filter(discard -> windowStart.isBefore(discard.before()))
                .isPresent();
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
        catalog.look(PATIENCE);
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
            return known.target();
        }
        Optional<ExportRecord> record =
                entry.record().map(tenant -> tenant.export(export.export())).filter(found -> found.names(version));
        if (record.isEmpty()) {
            // What is not known takes no memory, whatever versions records name.
            bound.remove(key);
            return Optional.empty();
        }
        String externalId = entry.record().orElseThrow().externalId();
        Optional<Target> target = target(record.get(), externalId, export, version);
        bound.put(key, new Bound(entry, target));
        return target;
    }

    private static Optional<Target> target(ExportRecord record, String externalId, ExportId export, String version) {
        return destination(record, export, version).map(destination -> {
            boolean assumesRole =
                    destination.s3().flatMap(S3Destination::roleArn).isPresent();
            return new Target(export, destination, assumesRole ? Optional.of(externalId) : Optional.empty());
        });
    }

    /** A spec that this program cannot read holds back its own parts, and stops nobody else's. */
    private static Optional<Destination> destination(ExportRecord record, ExportId export, String version) {
        try {
            return record.destination(version);
        } catch (SpecException e) {
            LOG.error(
                    "The spec of a version cannot be read by this version of the sink; its parts wait: tenant={}"
                            + " export={} version={} reason={}",
                    export.tenant(),
                    export.export(),
                    version,
                    e.problems().get(0).message());
            return Optional.empty();
        }
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
