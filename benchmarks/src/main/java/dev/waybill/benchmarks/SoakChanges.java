package dev.waybill.benchmarks;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Written;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Seeded changes of the catalog in {@link Soak}: tenants are edited, removed, brought back and added, exports paused and resumed. */
final class SoakChanges implements AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(3);
    private static final int REMOVED = 10;

    private record Pause(PauseScope scope, int tenant, long sinceNanos) {}

    private final KafkaCatalogTopic topic;
    private final CatalogWriter writer;
    private final CatalogWatch watch;
    private final SplittableRandom random;
    private final List<Integer> present = new ArrayList<>();
    private final Deque<Integer> absent = new ArrayDeque<>();
    private final Deque<Pause> paused = new ArrayDeque<>();
    private final TreeMap<String, Integer> made = new TreeMap<>();
    private final int[] editions;

    /**
     * @param tenants how many there are in the catalog
     * @param more how many others may come
     */
    SoakChanges(String servers, int tenants, int more, long seed) {
        this.topic = topic(servers);
        this.writer = new CatalogWriter(topic);
        this.watch = CatalogWatch.start(CatalogReader.of(topic(servers)), CatalogWatch.INTERVAL);
        this.random = new SplittableRandom(seed);
        this.editions = new int[tenants + more];
        for (int number = 0; number < tenants; number++) {
            present.add(number);
        }
        for (int number = tenants; number < tenants + more; number++) {
            absent.add(number);
        }
    }

    private static KafkaCatalogTopic topic(String servers) {
        return new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", servers));
    }

    /** Makes the next change. */
    void next() {
        if (!paused.isEmpty() && System.nanoTime() - paused.getFirst().sinceNanos() > LONGEST_PAUSE.toNanos()) {
            resume();
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> pause();
            case 1 -> remove();
            case 2 -> add();
            default -> edit();
        }
    }

    private void edit() {
        int tenant = unpaused();
        editions[tenant]++;
        apply(tenant, SoakTenants.exports(tenant, editions[tenant]));
        count("edited");
    }

    private void pause() {
        int tenant = unpaused();
        String export = random.nextBoolean() ? SoakTenants.PREFIX_DOWNLOADS : SoakTenants.PREFIX_AUDIT;
        PauseScope scope = PauseScope.of(new ExportId(SoakTenants.tenant(tenant), export));
        write(PauseChange.pause(scope, "soak", "soak"));
        paused.addLast(new Pause(scope, tenant, System.nanoTime()));
        count("paused");
    }

    private void resume() {
        write(PauseChange.resume(paused.removeFirst().scope(), "soak", "soak"));
        count("resumed");
    }

    private void remove() {
        Integer tenant = unpaused();
        present.remove(tenant);
        absent.addLast(tenant);
        apply(tenant, List.of());
        count("removed");
    }

    /** One that was never there, as long as there are any; then the one that was removed longest ago. */
    private void add() {
        if (absent.size() < REMOVED) {
            remove();
            return;
        }
        int tenant = absent.removeFirst();
        present.add(tenant);
        apply(tenant, SoakTenants.exports(tenant, editions[tenant]));
        count("added or brought back");
    }

    private int unpaused() {
        while (true) {
            int tenant = present.get(random.nextInt(present.size()));
            if (paused.stream().noneMatch(pause -> pause.tenant() == tenant)) {
                return tenant;
            }
        }
    }

    private void count(String kind) {
        made.merge(kind, 1, Integer::sum);
    }

    /** How many of which kind were made. */
    Map<String, Integer> made() {
        return made;
    }

    int paused() {
        return paused.size();
    }

    /** Lets everything go on that is paused. */
    void resumeAll() {
        while (!paused.isEmpty()) {
            resume();
        }
    }

    /** What the catalog holds now. */
    CatalogSnapshot now() {
        return watch.lookNow().join().snapshot();
    }

    private void apply(int tenant, List<ExportSpec> exports) {
        CatalogSnapshot now = now();
        Wish wish = new Wish(
                new TreeMap<>(Map.of(SoakTenants.tenant(tenant), exports)),
                WishScope.THESE_TENANTS,
                Map.of(),
                Optional.empty(),
                Set.of(),
                Set.of());
        write(new ApplyChange(
                Planner.plan(now, wish, id -> "wb-" + id),
                SettingsWish.DEFAULTS,
                Optional.empty(),
                EnumSet.allOf(GuardRule.class),
                "soak",
                "",
                TrimEvidence.NONE));
    }

    private void write(CatalogChange change) {
        Outcome outcome = writer.write(change, watch.reader().readPoint());
        if (!(outcome instanceof Written)) {
            throw new IllegalStateException("a change was not written: " + outcome);
        }
    }

    @Override
    public void close() {
        watch.close();
        topic.close();
    }
}
