package dev.waybill.local;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.NothingToWrite;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Written;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.LocalException;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the catalog of the embedded broker what a folder of specs says; nothing asks whether that was meant. */
final class LocalCatalog {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LocalCatalog() {}

    /**
     * What was done.
     *
     * @param catalog as it is now
     * @param plan what was changed
     */
    record Applied(CatalogSnapshot catalog, Plan plan) {}

    /**
     * Applies the specs. The catalog's topic must exist.
     *
     * @param begin the instant that the first window of exports holds that were never there, if that may be in the past
     */
    static Applied apply(String bootstrapServers, TenantSpecs specs, Optional<Instant> begin) {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), client));
                KafkaCatalogTopic topic = new KafkaCatalogTopic(new RealClients(), client)) {
            CatalogSnapshot now = reader.read(PATIENCE).snapshot();
            Wish wish = wish(specs);
            Map<String, String> ids =
                    new ExternalIds(Map.of()).completedFor(specs.tenants()).byTenant();
            Plan plan = Planner.plan(now, begin.map(wish::beginningAt).orElse(wish), ids::get);
            ApplyChange change =
                    ApplyChange.planned(now, plan, settings(now), EnumSet.allOf(GuardRule.class), "local", "");
            Outcome outcome = new CatalogWriter(topic).write(change);
            if (!(outcome instanceof Written || outcome instanceof NothingToWrite)) {
                throw new LocalException("the catalog cannot be made what the specs say: " + outcome);
            }
            return new Applied(reader.read(PATIENCE).snapshot(), plan);
        }
    }

    /**
     * What was applied stays. Where nobody has said it, the catalog gets the account that tenants' roles trust here: without
     * it there are no documents for them, so nobody could plan a change.
     */
    private static SettingsWish settings(CatalogSnapshot now) {
        SettingsWish applied = now.settings()
                .map(settings ->
                        new SettingsWish(settings.lead(), settings.margin(), settings.last(), settings.documents()))
                .orElse(SettingsWish.DEFAULTS);
        Map<String, String> documents = new TreeMap<>(applied.documents());
        documents.putIfAbsent(Platform.FILE, LocalGrants.PLATFORM_FILE);
        return new SettingsWish(applied.lead(), applied.margin(), applied.platform(), documents);
    }

    /**
     * What the cluster's catalog holds.
     *
     * @throws dev.waybill.catalog.topic.CatalogException if it cannot be read
     */
    static CatalogSnapshot read(String bootstrapServers) {
        try (CatalogReader reader = CatalogReader.of(
                new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", bootstrapServers)))) {
            return reader.read(PATIENCE).snapshot();
        }
    }

    /** What the specs say, but that nothing leaves this machine: what would go to another store goes to the local one. */
    private static Wish wish(TenantSpecs specs) {
        Wish all = Wish.allOf(specs);
        SortedMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        all.tenants()
                .forEach((tenant, exports) -> tenants.put(
                        tenant, exports.stream().map(LocalCatalog::local).toList()));
        return new Wish(tenants, all.coverage(), all.externalIds(), all.begin(), all.redirected(), all.discarded());
    }

    private static ExportSpec local(ExportSpec export) {
        return export.withDestination(
                export.destination().choose(bucket -> bucket.at(Optional.empty()), directory -> directory));
    }

    /** Every version, of those that this program can read, of each export with each destination that its parts go to. */
    static List<ExportSpec> allVersions(CatalogSnapshot catalog) {
        return catalog.tenantRecords().stream()
                .flatMap(tenant -> tenant.exports().values().stream())
                .flatMap(export -> export.versions().values().stream()
                        .flatMap(version -> version.spec(any -> {}).stream()
                                .map(spec -> spec.withDestination(
                                        export.destination(version.id()).orElseThrow()))))
                .toList();
    }
}
