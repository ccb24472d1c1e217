package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.Decision;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.Records;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A catalog without a topic, written by the production code's changes. Everything in it is decided, unless a test says up to
 * when it is known.
 */
public final class TestCatalog implements CatalogView {
    /** What holds unless a test says otherwise. */
    public static final PlatformSettings SETTINGS = PlatformSettings.DEFAULT;

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private CatalogSnapshot snapshot = CatalogSnapshot.EMPTY;
    private Knowledge knowledge = new Knowledge(snapshot, Instant.MAX, Long.MAX_VALUE);
    private Optional<Instant> knownUpTo = Optional.empty();
    private Runnable whenWaiting = () -> {
        throw new AssertionError("an event waits for the catalog");
    };
    private long offset;

    /** A catalog as it was written before. */
    public static TestCatalog of(CatalogSnapshot snapshot) {
        return new TestCatalog().take(snapshot);
    }

    /** These exports rule all times there are. */
    public static TestCatalog ruling(List<ExportSpec> exports) {
        return ruling(exports, SETTINGS);
    }

    /** The same under other settings. */
    public static TestCatalog ruling(List<ExportSpec> exports, PlatformSettings settings) {
        TestCatalog catalog = new TestCatalog();
        catalog.apply(wish(exports).beginningAt(Instant.EPOCH), settings, FIRST);
        return catalog;
    }

    /** Waybill's settings with another slack, lateness and size of runs. */
    public static PlatformSettings settings(Duration slack, Duration lateness, long runSize) {
        return new PlatformSettings(
                Instant.EPOCH,
                runSize,
                slack,
                lateness,
                SETTINGS.futureSkew(),
                SETTINGS.history(),
                UnknownMembers.NONE);
    }

    /** From A + lead on these exports are what there is. */
    public TestCatalog apply(List<ExportSpec> exports, Instant a) {
        return apply(
                wish(exports), snapshot.settings().map(SettingsRecord::last).orElse(SETTINGS), a);
    }

    /** The same for exports that are said to have begun before. */
    public TestCatalog applyBeginning(List<ExportSpec> exports, Instant begin, Instant a) {
        return apply(wish(exports).beginningAt(begin), SETTINGS, a);
    }

    /** The same with settings. */
    public TestCatalog apply(List<ExportSpec> exports, PlatformSettings settings, Instant a) {
        return apply(wish(exports), settings, a);
    }

    /** The same, and nothing leaves any more of windows of an export that begin before its last version rules. */
    public TestCatalog applyDiscarding(ExportId export, List<ExportSpec> exports, Instant a) {
        return applyDiscarding(export, exports, SETTINGS, a);
    }

    /** The same with settings. */
    public TestCatalog applyDiscarding(
            ExportId export, List<ExportSpec> exports, PlatformSettings settings, Instant a) {
        pause(PauseScope.of(export));
        try {
            return apply(wish(exports).discarding(Set.of(export)), settings, a);
        } finally {
            resume(PauseScope.of(export));
        }
    }

    private TestCatalog apply(Wish wish, PlatformSettings settings, Instant a) {
        SettingsWish wished =
                new SettingsWish(SettingsWish.DEFAULTS.lead(), SettingsWish.DEFAULTS.margin(), settings, Map.of());
        return write(
                ApplyChange.planned(
                        snapshot,
                        Planner.plan(snapshot, wish, tenant -> "external-id-of-" + tenant),
                        wished,
                        EnumSet.allOf(GuardRule.class),
                        "test",
                        ""),
                a);
    }

    private static Wish wish(List<ExportSpec> exports) {
        TreeMap<String, List<ExportSpec>> tenants = new TreeMap<>();
        exports.forEach(export -> tenants.computeIfAbsent(export.exportId().tenant(), any -> new ArrayList<>())
                .add(export));
        return new Wish(tenants, WishScope.ALL_TENANTS, Map.of(), Optional.empty(), Set.of(), Set.of());
    }

    public TestCatalog pause(PauseScope scope) {
        return write(PauseChange.pause(scope, "test", ""), FIRST);
    }

    public TestCatalog resume(PauseScope scope) {
        return write(PauseChange.resume(scope, "test", ""), FIRST);
    }

    private TestCatalog write(CatalogChange change, Instant a) {
        Decision decision = change.decide(snapshot, a);
        assertThat(decision).isInstanceOf(Records.class);
        SnapshotBuilder builder = new SnapshotBuilder(snapshot);
        ((Records) decision)
                .list()
                .forEach(record -> builder.add(
                        new LogRecord(offset++, a, record.key().text(), record.value(), record.notBefore(), "")));
        return take(builder.build());
    }

    /** Somebody else's bytes stand under a key, and what they change takes effect from an instant on. */
    public TestCatalog put(String key, String value, Instant notBefore) {
        SnapshotBuilder builder = new SnapshotBuilder(snapshot);
        builder.add(new LogRecord(
                offset++,
                notBefore,
                key,
                Optional.of(value.getBytes(StandardCharsets.UTF_8)),
                Optional.of(notBefore),
                ""));
        return take(builder.build());
    }

    private TestCatalog take(CatalogSnapshot next) {
        snapshot = next;
        show();
        return this;
    }

    private void show() {
        knowledge = knownUpTo
                .map(upTo -> Knowledge.of(snapshot, upTo))
                .orElseGet(() -> new Knowledge(snapshot, Instant.MAX, Long.MAX_VALUE));
    }

    /** The catalog is known up to here only. */
    public TestCatalog knownUpTo(Instant upTo) {
        knownUpTo = Optional.of(upTo);
        show();
        return this;
    }

    /** What happens while an event waits; whoever waits looks again after it. */
    public TestCatalog whenWaiting(Runnable action) {
        whenWaiting = action;
        return this;
    }

    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Knowledge now() {
        return knowledge;
    }

    @Override
    public Knowledge awaitDecided(long epochMicros) {
        while (!knowledge.isDecided(epochMicros)) {
            whenWaiting.run();
        }
        return knowledge;
    }
}
