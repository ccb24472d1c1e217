package dev.waybill.local;

import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.KafkaTargetCluster;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.apply.TargetCluster;
import dev.waybill.control.apply.Wanted;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicReport;
import dev.waybill.topics.TopicSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** A program that applies a folder, and is gone when it is about to write the catalog. */
final class KilledApply {
    static final int EXIT_CODE = 86;

    private KilledApply() {}

    /** Arguments: brokers, application id, folder of specs. */
    public static void main(String[] args) throws Exception {
        KafkaTargetCluster cluster =
                KafkaTargetCluster.open(new RealClients(), Map.of("bootstrap.servers", args[0]), args[1]);
        ApplyRequest request = new ApplyRequest(
                Wanted.all(Path.of(args[2]), Optional.empty(), secret -> ""),
                exports -> TopicPlan.of(exports, TopicSettings.EMBEDDED),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                "killed",
                "");
        new Applier(new Gone(cluster), Clock.systemUTC(), Progress.NONE).apply(request);
    }

    /** Ends the process without a word, as SIGKILL does. */
    private record Gone(TargetCluster cluster) implements TargetCluster {
        @Override
        public ReadPoint catalog() {
            return cluster.catalog();
        }

        @Override
        public Outcome write(CatalogChange change, ReadPoint from) {
            Runtime.getRuntime().halt(EXIT_CODE);
            throw new IllegalStateException("halted");
        }

        @Override
        public TopicReport checkTopics(TopicPlan plan) {
            return cluster.checkTopics(plan);
        }

        @Override
        public TopicReport makeTopics(TopicPlan plan) {
            return cluster.makeTopics(plan);
        }

        @Override
        public SortedMap<String, Long> missingStarts() {
            return cluster.missingStarts();
        }

        @Override
        public SortedMap<String, Long> commitStarts() {
            return cluster.commitStarts();
        }

        @Override
        public TrimEvidence trimEvidence(CatalogSnapshot catalog, Collection<ExportId> exports, Instant now) {
            return cluster.trimEvidence(catalog, exports, now);
        }

        @Override
        public boolean hasReadInput() {
            return cluster.hasReadInput();
        }

        @Override
        public boolean stampsInput() {
            return cluster.stampsInput();
        }
    }
}
