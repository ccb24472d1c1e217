package dev.waybill.benchmarks;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.TrimEvidence;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.catalog.topic.Written;
import dev.waybill.clients.RealClients;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes of single tenants, one after another, by a process that watches the catalog, as a console does; and when others
 * have them.
 */
final class CatalogChanges {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAUSE_MILLIS = 500;
    private static final int EDITION = 1;

    private final String servers;
    /** By tenant: when its change began. */
    private final Map<String, Long> begun = new HashMap<>();

    private final long[] written;

    CatalogChanges(String servers, int changes) {
        this.servers = servers;
        this.written = new long[changes];
    }

    /** Changes that many tenants, from this one on. */
    void make(int first) {
        SplittableRandom random = new SplittableRandom(42);
        CatalogReader reader = CatalogReader.of(topic());
        reader.read(PATIENCE);
        try (KafkaCatalogTopic topic = topic();
                CatalogWatch watch = CatalogWatch.start(reader, CatalogWatch.INTERVAL)) {
            CatalogWriter writer = new CatalogWriter(topic);
            for (int i = 0; i < written.length; i++) {
                long millis = System.currentTimeMillis();
                begun.put(TenantFolder.tenant(first + i), millis);
                change(first + i, writer, watch.reader().readPoint());
                written[i] = System.currentTimeMillis() - millis;
                // Readers look every two seconds; changes come at any time between.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(PAUSE_MILLIS)));
            }
        }
    }

    private static void change(int tenant, CatalogWriter writer, ReadPoint from) {
        Wish wish = new Wish(
                new TreeMap<>(Map.of(TenantFolder.tenant(tenant), TenantFolder.exports(tenant, EDITION))),
                WishScope.THESE_TENANTS,
                Map.of(),
                Optional.empty(),
                Set.of(),
                Set.of());
        ApplyChange change = new ApplyChange(
                Planner.plan(from.snapshot(), wish, id -> id),
                SettingsWish.DEFAULTS,
                Optional.empty(),
                EnumSet.noneOf(GuardRule.class),
                "benchmark",
                "",
                TrimEvidence.NONE);
        Outcome outcome = writer.write(change, from);
        if (!(outcome instanceof Written)) {
            throw new IllegalStateException("a change was not written: " + outcome);
        }
    }

    /** How long each took until it was written, milliseconds. */
    long[] written() {
        return written;
    }

    /** By tenant: how long its change took until a process had it, milliseconds; waits until it has all. */
    Map<String, Long> known(MeasuredChild process) throws InterruptedException {
        Map<String, Long> known = new HashMap<>();
        while (known.size() < begun.size()) {
            String[] words = process.await("known").split(" ");
            Long start = begun.get(words[0]);
            if (start != null) {
                known.put(words[0], Long.parseLong(words[1]) - start);
            }
        }
        return known;
    }

    private KafkaCatalogTopic topic() {
        return new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", servers));
    }
}
