package dev.waybill.control.apply;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes dedicated topics that nothing is written to any more, of exports that were removed or went to the shared topic:
 * not before late events of their last windows have had their time, the application has read all of it, and a sink has
 * delivered the last part. An export that is only switched off keeps its topic.
 */
public final class TopicPruning {
    private final PruneCluster cluster;
    private final CatalogSnapshot catalog;
    private final Instant now;

    public TopicPruning(PruneCluster cluster, CatalogSnapshot catalog, Instant now) {
        this.cluster = cluster;
        this.catalog = catalog;
        this.now = now;
    }

    /** Deletes what may go; what became of each topic that is no longer needed and exists, sorted. */
    public List<Pruned> prune() {
        List<Pruned> pruned = plan();
        pruned.stream().filter(topic -> topic.kept().isEmpty()).forEach(topic -> cluster.delete(topic.topic()));
        return pruned;
    }

    /** What {@link #prune} would do now; deletes nothing. */
    public List<Pruned> plan() {
        List<Ended> ended = ended();
        Set<String> existing = cluster.existing(ended.stream().map(Ended::topic).toList());
        List<Pruned> pruned = new ArrayList<>();
        for (Ended export : ended) {
            if (existing.contains(export.topic())) {
                pruned.add(new Pruned(export.topic(), kept(export)));
            }
        }
        return pruned;
    }

    private List<Ended> ended() {
        List<Ended> ended = new ArrayList<>();
        for (TenantRecord tenant : catalog.tenantRecords()) {
            for (Map.Entry<String, ExportRecord> export : tenant.exports().entrySet()) {
                ended(new ExportId(tenant.tenant(), export.getKey()), export.getValue())
                        .ifPresent(ended::add);
            }
        }
        return ended;
    }

    private static Optional<Ended> ended(ExportId id, ExportRecord record) {
        List<Reign> reigns = record.reigns().list();
        int i = reigns.size() - 1;
        if (i < 0 || isSwitchedOff(reigns.get(i))) {
            return Optional.empty();
        }
        while (i >= 0 && dedicated(record, reigns.get(i)).isEmpty()) {
            i--;
        }
        if (i < 0 || i == reigns.size() - 1) {
            return Optional.empty();
        }
        ExportSpec last = dedicated(record, reigns.get(i)).orElseThrow();
        return Optional.of(new Ended(id, last, reigns.get(i + 1).from()));
    }

    private static boolean isSwitchedOff(Reign reign) {
        return reign instanceof Vacancy vacancy && vacancy.ending() == Ending.DISABLED;
    }

    /** The spec of a reign whose parts go to the export's own topic. */
    private static Optional<ExportSpec> dedicated(ExportRecord record, Reign reign) {
        if (!(reign instanceof VersionReign version)) {
            return Optional.empty();
        }
        SpecVersion found = Objects.requireNonNull(record.versions().get(version.version()));
        return Optional.of(found.spec()).filter(spec -> spec.delivery() == Delivery.DEDICATED);
    }

    private Optional<String> kept(Ended export) {
        Optional<PlatformSettings> settings = catalog.settings().map(SettingsRecord::last);
        Duration slack = settings.map(PlatformSettings::slack).orElse(Duration.ZERO);
        Duration lateness = settings.map(PlatformSettings::lateness).orElse(Duration.ZERO);
        Instant over =
                export.end().plus(export.spec().schedule().grace()).plus(slack).plus(lateness);
        if (now.isBefore(over)) {
            return Optional.of("late events of its last windows may come until " + over);
        }
        if (catalog.paused(export.id()).isPresent()) {
            return Optional.of("the export is paused");
        }
        if (!cluster.hasRead(export.spec().source(), over)) {
            return Optional.of("the application has not read its input up to " + over + " yet");
        }
        return cluster.undelivered(export.topic());
    }

    /**
     * An export that needs its own topic no more.
     *
     * @param spec the last that needed it
     * @param end the first instant after its last window
     */
    private record Ended(ExportId id, ExportSpec spec, Instant end) {
        String topic() {
            return Topics.dedicated(id);
        }
    }
}
