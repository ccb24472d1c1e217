package dev.waybill.local;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.Decision;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.Records;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.delivery.CatalogView;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A catalog without a topic, in which these exports rule all times: for what is measured or reckoned without one. */
public final class FixedCatalog implements CatalogView {
    private static final Instant A = Instant.EPOCH;

    private final Knowledge knowledge;

    private FixedCatalog(CatalogSnapshot snapshot) {
        this.knowledge = new Knowledge(snapshot, Instant.MAX, Long.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if the exports cannot be in one catalog */
    public static FixedCatalog of(List<ExportSpec> exports) {
        TreeMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        exports.forEach(export -> tenants.computeIfAbsent(export.exportId().tenant(), any -> new ArrayList<>())
                .add(export));
        Wish wish = new Wish(tenants, WishScope.ALL_TENANTS, Map.of(), Optional.of(A), Set.of(), Set.of());
        ApplyChange change = ApplyChange.planned(
                CatalogSnapshot.EMPTY,
                Planner.plan(CatalogSnapshot.EMPTY, wish, tenant -> "external-id-of-" + tenant),
                SettingsWish.DEFAULTS,
                EnumSet.allOf(GuardRule.class),
                "fixed",
                "");
        Decision decision = change.decide(CatalogSnapshot.EMPTY, A);
        if (!(decision instanceof Records records)) {
            throw new IllegalArgumentException("the exports cannot be in one catalog: " + decision);
        }
        SnapshotBuilder builder = new SnapshotBuilder(CatalogSnapshot.EMPTY);
        records.list()
                .forEach(record ->
                        builder.add(new LogRecord(0, A, record.key().text(), record.value(), record.notBefore(), "")));
        return new FixedCatalog(builder.build());
    }

    /** What it holds. */
    public CatalogSnapshot snapshot() {
        return knowledge.snapshot();
    }

    @Override
    public Knowledge now() {
        return knowledge;
    }

    @Override
    public Knowledge awaitDecided(long epochMicros) {
        return knowledge;
    }
}
