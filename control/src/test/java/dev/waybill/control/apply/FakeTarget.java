package dev.waybill.control.apply;

import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.Decision;
import dev.waybill.catalog.plan.NewRecord;
import dev.waybill.catalog.plan.Records;
import dev.waybill.catalog.plan.Refused;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.catalog.topic.NothingToWrite;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Overtaken;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.catalog.topic.Rejected;
import dev.waybill.catalog.topic.Written;
import dev.waybill.contract.ExportId;
import dev.waybill.control.UnreadableSpecs;
import dev.waybill.topics.TopicCreated;
import dev.waybill.topics.TopicFinding;
import dev.waybill.topics.TopicMatches;
import dev.waybill.topics.TopicMissing;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/** A cluster in memory. */
public final class FakeTarget implements TargetCluster {
    /** The brokers' time of the next change. */
    public Instant now = Instant.parse("2026-03-04T05:10:00Z");

    public boolean hasReadInput;
    boolean stampsInput = true;
    public Runnable beforeWrite = () -> {};
    TrimEvidence evidence = TrimEvidence.NONE;
    /** Of which exports evidence was asked for. */
    final List<ExportId> asked = new ArrayList<>();

    final Set<String> topics = new TreeSet<>();
    /** Those that somebody has made otherwise. */
    final List<TopicFinding> differing = new ArrayList<>();

    final SortedMap<String, Long> missingStarts = new TreeMap<>();
    /** What was changed, in order. */
    public final List<String> changes = new ArrayList<>();

    private CatalogSnapshot catalog = CatalogSnapshot.EMPTY;
    private long offset;

    public FakeTarget() {
        missingStarts.put("download-events-0", 7L);
    }

    public CatalogSnapshot snapshot() {
        return catalog;
    }

    /** As after somebody deleted the topic and made it anew. */
    void loseCatalog() {
        catalog = CatalogSnapshot.EMPTY;
    }

    /** Another program wrote the spec that rules an export last. */
    void makeUnreadable(String tenant, String export) {
        catalog = UnreadableSpecs.in(catalog, new ExportId(tenant, export));
    }

    /** Nobody can read a tenant's record. */
    void breakRecord(String tenant) {
        catalog = UnreadableSpecs.with(catalog, tenant, "{");
    }

    @Override
    public ReadPoint catalog() {
        return new ReadPoint(catalog, Uuid.ZERO_UUID, offset, 0);
    }

    @Override
    public Outcome write(CatalogChange change, ReadPoint from) {
        Runnable before = beforeWrite;
        beforeWrite = () -> {};
        before.run();
        Set<CatalogKey> others = change.madeFrom().entrySet().stream()
                .filter(key -> catalog.offset(key.getKey()) != key.getValue())
                .map(key -> key.getKey())
                .collect(Collectors.toSet());
        if (!others.isEmpty()) {
            return new Overtaken(others, catalog);
        }
        Decision decision = change.decide(catalog, now);
        if (decision instanceof Refused refused) {
            return new Rejected(refused);
        }
        List<NewRecord> records = ((Records) decision).list();
        if (records.isEmpty()) {
            return new NothingToWrite();
        }
        SnapshotBuilder builder = new SnapshotBuilder(catalog);
        for (NewRecord record : records) {
            builder.add(new LogRecord(
                    offset++, now, record.key().text(), record.value(), record.notBefore(), "change-" + offset));
            changes.add("record " + record.key().text());
        }
        catalog = builder.build();
        return new Written(now, records.size());
    }

    @Override
    public TrimEvidence trimEvidence(CatalogSnapshot of, Collection<ExportId> exports, Instant at) {
        asked.addAll(exports);
        return evidence;
    }

    @Override
    public TopicReport checkTopics(TopicPlan plan) {
        return report(plan, name -> new TopicMissing(name, 1));
    }

    @Override
    public TopicReport makeTopics(TopicPlan plan) {
        TopicReport report = report(plan, name -> new TopicCreated(name, 1));
        report.findings().stream()
                .filter(TopicCreated.class::isInstance)
                .forEach(finding -> changes.add("topic " + finding.topic()));
        topics.addAll(plan.names());
        return report;
    }

    @Override
    public SortedMap<String, Long> missingStarts() {
        return new TreeMap<>(missingStarts);
    }

    @Override
    public SortedMap<String, Long> commitStarts() {
        SortedMap<String, Long> starts = missingStarts();
        starts.keySet().forEach(partition -> changes.add("start " + partition));
        missingStarts.clear();
        return starts;
    }

    @Override
    public boolean hasReadInput() {
        return hasReadInput;
    }

    @Override
    public boolean stampsInput() {
        return stampsInput;
    }

    private TopicReport report(TopicPlan plan, Function<String, TopicFinding> ofMissing) {
        return new TopicReport(Stream.concat(
                        plan.names().stream()
                                .map(name -> topics.contains(name) ? new TopicMatches(name, 1) : ofMissing.apply(name)),
                        differing.stream())
                .toList());
    }
}
