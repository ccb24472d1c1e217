package dev.waybill.control.apply;

import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicReport;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;

/**
 * The cluster that is to become as it is wished. Each method throws a {@link ClusterException} or a {@link CatalogException}
 * if the cluster cannot be reached or refuses.
 */
public interface TargetCluster {
    /** The catalog as it is now; {@link ReadPoint#NOTHING} if there is no such topic. */
    ReadPoint catalog();

    /** Makes a change of the catalog, whose topic must be there. */
    Outcome write(CatalogChange change, ReadPoint from);

    /** Compares the topics with the plan. */
    TopicReport checkTopics(TopicPlan plan);

    /** Makes topics that are missing. */
    TopicReport makeTopics(TopicPlan plan);

    /** Input partitions without a committed offset, with the earliest that they have. */
    SortedMap<String, Long> missingStarts();

    /** Commits those. */
    SortedMap<String, Long> commitStarts();

    /**
     * What is still to be done of some exports, and how long the input is kept, as far as that can be found out; what cannot is
     * left out.
     *
     * @param exports that the catalog has
     */
    TrimEvidence trimEvidence(CatalogSnapshot catalog, Collection<ExportId> exports, Instant now);

    /** Whether the application has read anything. */
    boolean hasReadInput();

    /** Whether brokers stamp the input, and not its producers. */
    boolean stampsInput();
}
