package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Target;
import dev.waybill.spec.destination.Destination;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what follows for the backlogs when destinations, external ids or pauses change: what goes elsewhere now is handed
 * to the backlog of that place, and what waited for the change waits no longer. Guarded by the {@link Dispatcher}'s lock.
 */
final class Moves {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    private final Map<TopicPartition, PartitionBacklogs> partitions;
    private final DestinationLookup destinations;
    private final Calls calls;
    private final CallResults results;
    private final Shares memory;
    private final Consumer<Backlog> whenNew;

    /** @param whenNew is told of backlogs that are made here */
    Moves(
            Map<TopicPartition, PartitionBacklogs> partitions,
            DestinationLookup destinations,
            Calls calls,
            CallResults results,
            Shares memory,
            Consumer<Backlog> whenNew) {
        this.partitions = partitions;
        this.destinations = destinations;
        this.calls = calls;
        this.results = results;
        this.memory = memory;
        this.whenNew = whenNew;
    }

    /** Takes changes over, if there are any. */
    void refresh() {
        if (!destinations.refresh()) {
            return;
        }
        for (PartitionBacklogs partition : partitions.values()) {
            for (Backlog backlog : partition.all()) {
                move(partition, backlog);
                results.resume(backlog);
                if (backlog.trouble()
                        .filter(trouble -> !trouble.target().equals(calls.target(backlog)))
                        .isPresent()) {
                    results.retry(backlog);
                }
            }
        }
    }

    /** Takes changes over after a call for a backlog; whether it had something that goes elsewhere now. */
    boolean moved(Backlog backlog) {
        refresh();
        PartitionBacklogs partition = partitions.get(backlog.key().partition());
        return partition != null && move(partition, backlog);
    }

    private boolean move(PartitionBacklogs partition, Backlog backlog) {
        Optional<ExportId> owner = backlog.key().export();
        if (owner.isEmpty()) {
            return false;
        }
        ExportId export = owner.get();
        List<String> strangers = backlog.versions().all().stream()
                .filter(version ->
                        !destination(export, version).equals(backlog.key().destination()))
                .toList();
        if (strangers.isEmpty()) {
            return false;
        }
        Optional<Held> undelivered = backlog.undelivered();
        long from = undelivered.map(Held::from).orElse(backlog.deliveredThrough() + 1);
        for (String version : strangers) {
            Backlog next = partition.backlog(owner, destination(export, version), whenNew);
            free(next, partition.takeOver(next, version, from, undelivered));
            LOG.info(
                    "What is not delivered yet goes elsewhere now: tenant={} export={} topicName={} partition={}"
                            + " fromOffset={} version={} from={} to={}",
                    export.tenant(),
                    export.export(),
                    backlog.key().partition().topic(),
                    backlog.key().partition().partition(),
                    from,
                    version,
                    backlog.key().base(),
                    next.key().base());
        }
        undelivered.ifPresent(first -> free(backlog, backlog.giveUpFrom(first)));
        if (!backlog.isCalling()) {
            // Else the record of the call may have to be moved, too, when it has ended.
            strangers.forEach(backlog.versions()::leave);
            if (backlog.versions().isEmpty()) {
                results.handedOver(backlog);
            }
        }
        return true;
    }

    private void free(Backlog backlog, long bytes) {
        memory.giveBack(backlog.endpoint(), backlog.key().tenant(), bytes);
        if (!backlog.isBusy()) {
            calls.forget(backlog);
        }
    }

    private Optional<Destination> destination(ExportId export, String version) {
        return destinations.find(export, version).map(Target::destination);
    }
}
