package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.Written;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.destination.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The catalog of a broker, for tests that have destinations and no files of specs. */
final class TestCatalog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> client;
    private final Map<ExportId, ExportSpec> exports = new TreeMap<>();
    private final Map<String, String> externalIds = new HashMap<>();

    /** Makes the topic. */
    TestCatalog(EmbeddedBroker broker) {
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        broker.createTopic(Topics.CATALOG, 1, KafkaCatalogTopic.TOPIC_CONFIG);
    }

    /** What the tenant's roles demand; holds from the next {@link #apply} on. */
    void externalId(String tenant, String id) {
        externalIds.put(tenant, id);
    }

    /** Where the export's parts go from its next reign on; holds from the next {@link #apply} on. */
    void put(ExportId export, Destination destination) {
        ExportSpec spec = SpecReader.parse(export.tenant() + ".yaml", """
                        tenant: %s
                        exports:
                          - id: %s
                            source: download
                            format: { kind: csv }
                            schedule: { every: hourly }
                            destination: { kind: file, directory: /nowhere }
                        """.formatted(export.tenant(), export.export()))
                .exports()
                .get(0);
        exports.put(export, spec.withDestination(destination));
    }

    /** The config-version of parts that are made for the destination that was put last. */
    String version(ExportId export) {
        return SpecVersion.of(exports.get(export)).id();
    }

    /** Writes everything that was put. */
    void apply() {
        apply(Set.of());
    }

    /** The same; what is not delivered yet of these exports goes to the destination that was put last. */
    void apply(Set<ExportId> redirected) {
        SortedMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        exports.forEach((id, spec) ->
                tenants.computeIfAbsent(id.tenant(), any -> new ArrayList<>()).add(spec));
        Wish wish =
                new Wish(tenants, WishScope.ALL_TENANTS, externalIds, Optional.of(Instant.EPOCH), redirected, Set.of());
        CatalogSnapshot now = read();
        write(ApplyChange.planned(
                now,
                Planner.plan(now, wish, tenant -> "external-id-of-" + tenant),
                SettingsWish.DEFAULTS,
                EnumSet.allOf(GuardRule.class),
                "ops",
                "ticket 7"));
    }

    void pause(PauseScope scope) {
        write(PauseChange.pause(scope, "ops", "ticket 8"));
    }

    void resume(PauseScope scope) {
        write(PauseChange.resume(scope, "ops", ""));
    }

    private CatalogSnapshot read() {
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), client))) {
            return reader.read(PATIENCE).snapshot();
        }
    }

    private void write(CatalogChange change) {
        try (KafkaCatalogTopic topic = new KafkaCatalogTopic(new RealClients(), client)) {
            assertThat(new CatalogWriter(topic).write(change)).isInstanceOf(Written.class);
        }
    }
}
