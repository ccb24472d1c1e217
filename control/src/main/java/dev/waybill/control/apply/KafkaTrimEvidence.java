package dev.waybill.control.apply;

import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.status.LeftoverReader;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.TopicState;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.config.TopicConfig;

/** Finds out what is still to be done of exports: from the ledger, their topics, and what the sinks have committed. */
final class KafkaTrimEvidence {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final Admin admin;
    private final String applicationId;

    /** @param admin used, not closed */
    KafkaTrimEvidence(KafkaClients clients, Map<String, Object> settings, Admin admin, String applicationId) {
        this.clients = clients;
        this.settings = settings;
        this.admin = admin;
        this.applicationId = applicationId;
    }

    /** @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses */
    TrimEvidence of(CatalogSnapshot catalog, Collection<ExportId> exports, Instant now) {
        Map<Source, Duration> retention = retention();
        if (retention.isEmpty()) {
            return TrimEvidence.NONE;
        }
        try (Consumer<byte[], byte[]> consumer = clients.consumer(LogLook.settings(settings))) {
            LogPositions positions = new LogPositions(admin);
            LogLook look = new LogLook(consumer, System::nanoTime, PATIENCE);
            LedgerLook ledger = new LedgerLook(positions, look);
            Map<ExportId, SortedSet<Window>> unsettled = new HashMap<>();
            Map<ExportId, SortedSet<Window>> open =
                    ledger.surelyOpen(applicationId, exports, sources(catalog, exports), now);
            LeftoverReader leftovers = new LeftoverReader(new Cluster(admin), positions, look, ledger, applicationId);
            open.forEach((export, windows) -> leftovers
                    .undeliveredAnywhere(catalog, export)
                    .ifPresent(parts -> {
                        SortedSet<Window> both = new TreeSet<>(windows);
                        both.addAll(parts);
                        unsettled.put(export, both);
                    }));
            return new TrimEvidence(retention, unsettled);
        }
    }

    private static Set<Source> sources(CatalogSnapshot catalog, Collection<ExportId> exports) {
        Set<Source> sources = EnumSet.noneOf(Source.class);
        for (ExportId export : exports) {
            catalog.tenant(export.tenant()).flatMap(TenantEntry::record).stream()
                    .flatMap(record -> record.export(export.export()).versions().values().stream())
                    .forEach(version ->
                            Stream.of(Source.values()).filter(version::isOf).forEach(sources::add));
        }
        return sources;
    }

    /** Where producers stamp records, those of years ago may still come. */
    private Map<Source, Duration> retention() {
        Cluster cluster = new Cluster(admin);
        Map<Source, Duration> retention = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            Map<String, TopicState> topics = cluster.describe(Set.of(Topics.input(source), Topics.byTenant(source)));
            TopicState input = topics.get(Topics.input(source));
            if (input != null && isStampedByBrokers(input)) {
                longest(topics.values()).ifPresent(kept -> retention.put(source, kept));
            }
        }
        return retention;
    }

    private static boolean isStampedByBrokers(TopicState input) {
        return InputTimestamps.LOG_APPEND_TIME
                .configValue()
                .equals(input.config().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
    }

    /** Empty if one of them is kept for ever, or does not say. */
    private static Optional<Duration> longest(Collection<TopicState> topics) {
        Duration longest = Duration.ZERO;
        for (TopicState topic : topics) {
            String millis = topic.config().get(TopicConfig.RETENTION_MS_CONFIG);
            if (millis == null || Long.parseLong(millis) < 0) {
                return Optional.empty();
            }
            Duration kept = Duration.ofMillis(Long.parseLong(millis));
            longest = kept.compareTo(longest) > 0 ? kept : longest;
        }
        return Optional.of(longest);
    }
}
