package dev.waybill.local;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.NothingToWrite;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Written;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.LocalException;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
            Wish wish = Wish.allOf(specs);
            Map<String, String> ids =
                    new ExternalIds(Map.of()).completedFor(specs.tenants()).byTenant();
            Plan plan = Planner.plan(now, begin.map(wish::beginningAt).orElse(wish), ids::get);
            ApplyChange change =
                    ApplyChange.planned(now, plan, SettingsWish.DEFAULTS, EnumSet.allOf(GuardRule.class), "local", "");
            Outcome outcome = new CatalogWriter(topic).write(change);
            if (!(outcome instanceof Written || outcome instanceof NothingToWrite)) {
                throw new LocalException("the catalog cannot be made what the specs say: " + outcome);
            }
            return new Applied(reader.read(PATIENCE).snapshot(), plan);
        }
    }

    /** The version of each export that ruled last, of those that have ended too: their windows are still delivered. */
    static List<ExportSpec> lastVersions(CatalogSnapshot catalog) {
        return catalog.tenantRecords().stream()
                .flatMap(tenant -> tenant.exports().values().stream())
                .flatMap(export -> lastVersion(export).stream())
                .toList();
    }

    private static Optional<ExportSpec> lastVersion(ExportRecord export) {
        List<Reign> reigns = export.reigns().list();
        for (int i = reigns.size() - 1; i >= 0; i--) {
            if (reigns.get(i) instanceof VersionReign reign) {
                return Optional.ofNullable(export.versions().get(reign.version()))
                        .map(SpecVersion::spec);
            }
        }
        return Optional.empty();
    }

    /** The external ids of all tenants. */
    static ExternalIds externalIds(CatalogSnapshot catalog) {
        return new ExternalIds(catalog.tenantRecords().stream()
                .collect(Collectors.toMap(TenantRecord::tenant, TenantRecord::externalId)));
    }
}
