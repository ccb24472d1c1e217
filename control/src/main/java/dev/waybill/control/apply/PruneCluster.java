package dev.waybill.control.apply;

import dev.waybill.contract.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What has to be known of a cluster before a topic is deleted. */
public interface PruneCluster {
    /** Those of the topics that exist. */
    Set<String> existing(Collection<String> topics);

    /** Whether the application has read all events of a source that arrived before an instant. */
    boolean hasRead(Source source, Instant before);

    /** Why not everything in a topic was delivered, in a few words; empty if it was, or there is nothing in it. */
    Optional<String> undelivered(String topic);

    void delete(String topic);
}
