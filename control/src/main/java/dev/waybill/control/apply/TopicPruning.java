package dev.waybill.control.apply;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.LastEvents;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes dedicated topics that nothing is written to any more, of exports that were removed or went to the shared topic:
 * not before no event of their windows comes any more ({@link LastEvents}), the application has read all of it, and a sink has
 * delivered the last part. An export that is only switched off keeps its topic, and so does one of which something cannot be
 * read.
 */
public final class TopicPruning {
    private final PruneCluster cluster;
    private final CatalogSnapshot catalog;
    private final Instant now;
    private final LastEvents lastEvents;

    public TopicPruning(PruneCluster cluster, CatalogSnapshot catalog, Instant now) {
        this.cluster = cluster;
        this.catalog = catalog;
        this.now = now;
        this.lastEvents = LastEvents.under(catalog.settings());
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
        for (TenantEntry entry : catalog.tenants()) {
            entry.record()
                    .ifPresent(tenant -> tenant.exports()
                            .forEach((id, export) -> ended(new ExportId(tenant.tenant(), id), export, entry.fault())
                                    .ifPresent(ended::add)));
        }
        ended.sort(Comparator.comparing(Ended::id));
        return ended;
    }

    private Optional<Ended> ended(ExportId id, ExportRecord record, Optional<Fault> fault) {
        Optional<Reign> last = record.reigns().last();
        if (last.isEmpty() || isSwitchedOff(last.get())) {
            return Optional.empty();
        }
        List<UnreadableSpec> unreadable = new ArrayList<>();
        Set<Source> sources = EnumSet.noneOf(Source.class);
        Instant over = Instant.MIN;
        List<Ruled> reigns = record.reignsWithSpec();
        for (int i = reigns.size() - 1; i >= 0; i--) {
            Ruled reign = reigns.get(i);
            Optional<ExportSpec> spec = record.version(reign.version())
                    .spec(why -> unreadable.add(UnreadableSpec.of(id, reign.version(), why)))
                    .filter(found -> found.delivery() == Delivery.DEDICATED);
            if (spec.isPresent() && reign.until().isEmpty()) {
                return Optional.empty();
            }
            if (spec.isPresent()) {
                sources.add(spec.get().source());
                Instant until = lastEvents.until(spec.get(), reign.until().orElseThrow());
                over = until.isAfter(over) ? until : over;
            }
        }
        Optional<String> unknown =
                fault.map(Fault::text).or(() -> unreadable.stream().findFirst().map(UnreadableSpec::text));
        return sources.isEmpty() && unreadable.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ended(id, sources, over, unknown));
    }

    private static boolean isSwitchedOff(Reign reign) {
        return reign instanceof Vacancy vacancy && vacancy.ending() == Ending.DISABLED;
    }

    private Optional<String> kept(Ended export) {
        if (export.unknown().isPresent()) {
            return Optional.of("it may be needed: " + export.unknown().get());
        }
        if (now.isBefore(export.over())) {
            return Optional.of("events of its last windows may come until " + export.over());
        }
        if (catalog.paused(export.id()).isPresent()) {
            return Optional.of("the export is paused");
        }
        for (Source source : export.sources()) {
            if (!cluster.hasRead(source, export.over())) {
                return Optional.of("the application has not read its input up to " + export.over() + " yet");
            }
        }
        return cluster.undelivered(export.topic());
    }

    /**
     * An export that needs its own topic no more.
     *
     * @param sources of the versions that needed it
     * @param over when no event of their windows comes any more
     * @param unknown what of the export cannot be read, so that nobody knows whether it needs the topic
     */
    private record Ended(ExportId id, Set<Source> sources, Instant over, Optional<String> unknown) {
        String topic() {
            return Topics.dedicated(id);
        }
    }
}
