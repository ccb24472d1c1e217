package dev.waybill.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.OtherProgram;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A catalog without a topic: changes are decided and their records taken up at once. */
public final class PlannedCatalog {
    private CatalogSnapshot snapshot = CatalogSnapshot.EMPTY;
    private Instant now = Instant.parse("2026-03-04T05:10:00Z");
    private long offset;
    private int made;

    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    void passUntil(Instant time) {
        now = time;
    }

    Instant now() {
        return now;
    }

    TenantRecord record(String tenant) {
        return snapshot.tenant(tenant).orElseThrow().record().orElseThrow();
    }

    Plan plan(Wish wish) {
        return Planner.plan(snapshot, wish, tenant -> "made-" + tenant + "-" + ++made);
    }

    /** Applies whatever the guard says. */
    public Plan apply(Wish wish) {
        return apply(wish, SettingsWish.DEFAULTS);
    }

    public Plan apply(Wish wish, SettingsWish settings) {
        Plan plan = plan(wish);
        Decision decision = decide(plan, settings, EnumSet.allOf(GuardRule.class));
        assertThat(decision).isInstanceOf(Records.class);
        take((Records) decision);
        return plan;
    }

    Decision decide(Plan plan, SettingsWish settings, Set<GuardRule> allowed) {
        return ApplyChange.planned(snapshot, plan, settings, allowed, "ops", "").decide(snapshot, now);
    }

    Decision decide(CatalogChange change) {
        return change.decide(snapshot, now);
    }

    void take(Records records) {
        SnapshotBuilder builder = new SnapshotBuilder(snapshot);
        records.list()
                .forEach(record -> builder.add(new LogRecord(
                        offset++, now, record.key().text(), record.value(), record.notBefore(), "change")));
        snapshot = builder.build();
    }

    /** Another program wrote the spec that rules an export last, and this one cannot read it. */
    public void makeUnreadable(String tenant, String export) {
        TenantRecord record = snapshot.tenant(tenant).orElseThrow().record().orElseThrow();
        put(tenant, new String(TenantJson.write(OtherProgram.unreadable(record, export)), StandardCharsets.UTF_8));
        assertThat(snapshot.faults()).isEmpty();
    }

    void put(String key, String value) {
        SnapshotBuilder builder = new SnapshotBuilder(snapshot);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        builder.add(new LogRecord(offset++, now, key, Optional.of(bytes), Optional.empty(), ""));
        snapshot = builder.build();
    }
}
