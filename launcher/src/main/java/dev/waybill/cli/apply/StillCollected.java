package dev.waybill.cli.apply;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.ExportEffect;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.status.LeftoverReader;
import dev.waybill.control.status.Leftovers;
import dev.waybill.topics.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * What has been collected of exports whose redaction changes, under the versions before: it may hold what is hidden from now
 * on.
 *
 * @param found empty if it could not be looked up
 * @param why it could not; empty if it could
 */
record StillCollected(List<Leftovers> found, Optional<String> why) implements FurtherReport {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    StillCollected {
        found = List.copyOf(found);
    }

    /** Looks for it; empty if no redaction changes, and nothing is discarded. */
    static Optional<FurtherReport> of(
            ApplyResult result,
            ApplyRequest request,
            CatalogSnapshot catalog,
            String application,
            KafkaClients clients,
            Map<String, Object> settings) {
        SortedMap<ExportId, Instant> exports = exports(result, request, catalog);
        if (exports.isEmpty()) {
            return Optional.empty();
        }
        try (Admin admin = clients.admin(settings);
                Consumer<byte[], byte[]> consumer = clients.consumer(LogLook.settings(settings))) {
            LogPositions positions = new LogPositions(admin);
            LogLook look = new LogLook(consumer, System::nanoTime, PATIENCE);
            LeftoverReader reader = new LeftoverReader(
                    new Cluster(admin), positions, look, new LedgerLook(positions, look), application);
            List<Leftovers> found = reader
                    .read(catalog, exports.keySet(), result.plan().at())
                    .stream()
                    .map(leftovers -> leftovers.before(exports.getOrDefault(leftovers.export(), Instant.MAX)))
                    .toList();
            return Optional.of(new StillCollected(found, Optional.empty()));
        } catch (ClusterException e) {
            return Optional.of(new StillCollected(List.of(), Optional.ofNullable(e.getMessage())));
        }
    }

    /** With the event time from which on the last version rules. */
    private static SortedMap<ExportId, Instant> exports(
            ApplyResult result, ApplyRequest request, CatalogSnapshot catalog) {
        SortedMap<ExportId, Instant> exports = new TreeMap<>();
        request.discarded()
                .forEach(export -> catalog.tenant(export.tenant())
                        .flatMap(entry -> entry.record())
                        .flatMap(record -> record.export(export.export()).discardable())
                        .ifPresent(from -> exports.put(export, from)));
        result.plan().tenants().stream()
                .flatMap(tenant -> tenant.exports().stream())
                .filter(ExportEffect::changesRedaction)
                .forEach(effect -> effect.from().ifPresent(from -> exports.put(effect.id(), from)));
        return exports;
    }

    @Override
    public String member() {
        return "still-collected";
    }

    @Override
    public List<String> lines() {
        return why.map(reason -> List.of(
                        "what was collected before cannot be looked up: " + reason + "; it takes the rights of status"))
                .orElseGet(() -> found.stream()
                        .map(leftovers -> "still as before: " + leftovers.text())
                        .toList());
    }

    @Override
    public List<Map<String, Object>> content() {
        return found.stream().map(Leftovers::content).toList();
    }

    /** Not to know it is no failure of what was asked for. */
    @Override
    public boolean isWell() {
        return true;
    }
}
