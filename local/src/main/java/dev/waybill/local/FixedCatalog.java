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

/** A catalog without a topic, in which these exports rule from an instant on: for what is measured or reckoned without one. */
public final class FixedCatalog implements CatalogView {
    private final Knowledge knowledge;

    private FixedCatalog(CatalogSnapshot snapshot) {
        this.knowledge = new Knowledge(snapshot, Instant.MAX, Long.MAX_VALUE);
    }

    /**
     * The catalog in which they rule all times.
     *
     * @throws IllegalArgumentException if the exports cannot be in one catalog
     */
    public static FixedCatalog of(List<ExportSpec> exports) {
        return beginning(Instant.EPOCH, exports);
    }

    /**
     * The catalog that was made at an instant, and in which they rule from then on.
     *
     * @throws IllegalArgumentException if the exports cannot be in one catalog
     */
    public static FixedCatalog beginning(Instant at, List<ExportSpec> exports) {
        Decision decision = change(at, exports).decide(CatalogSnapshot.EMPTY, at);
        if (!(decision instanceof Records records)) {
            throw new IllegalArgumentException("the exports cannot be in one catalog: " + decision);
        }
        SnapshotBuilder builder = new SnapshotBuilder(CatalogSnapshot.EMPTY);
        records.list()
                .forEach(record ->
                        builder.add(new LogRecord(0, at, record.key().text(), record.value(), record.notBefore(), "")));
        return new FixedCatalog(builder.build());
    }

    /** What puts these exports into an empty catalog, from an instant on. */
    public static ApplyChange change(Instant begin, List<ExportSpec> exports) {
        TreeMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        exports.forEach(export -> tenants.computeIfAbsent(export.exportId().tenant(), any -> new ArrayList<>())
                .add(export));
        Wish wish = new Wish(tenants, WishScope.ALL_TENANTS, Map.of(), Optional.of(begin), Set.of(), Set.of());
        return ApplyChange.planned(
                CatalogSnapshot.EMPTY,
                Planner.plan(CatalogSnapshot.EMPTY, wish, tenant -> "external-id-of-" + tenant),
                SettingsWish.DEFAULTS,
                EnumSet.allOf(GuardRule.class),
                "fixed",
                "");
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
