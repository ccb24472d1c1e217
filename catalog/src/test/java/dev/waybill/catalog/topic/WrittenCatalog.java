package dev.waybill.catalog.topic;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Plans and writes to a simulated topic as {@code apply} does. */
final class WrittenCatalog {
    private final SimulatedTopic topic;

    WrittenCatalog(SimulatedTopic topic) {
        this.topic = topic;
    }

    CatalogWriter writer() {
        return new CatalogWriter(
                topic, topic.clock(Duration.ZERO), topic::nanoTime, millis -> topic.pass(Duration.ofMillis(millis)));
    }

    CatalogReader reader() {
        return reader(Duration.ZERO);
    }

    CatalogReader reader(Duration ahead) {
        return new CatalogReader(topic, topic.clock(ahead), topic::nanoTime, Duration.ofSeconds(2));
    }

    /** What a reader that begins now finds. */
    CatalogSnapshot read() {
        return reader().read(Duration.ofMinutes(1)).snapshot();
    }

    ApplyChange planned(Wish wish) {
        return planned(wish, EnumSet.allOf(GuardRule.class));
    }

    ApplyChange planned(Wish wish, Set<GuardRule> allowed) {
        CatalogSnapshot now = read();
        return ApplyChange.planned(
                now, Planner.plan(now, wish, tenant -> "id-of-" + tenant), SettingsWish.DEFAULTS, allowed, "ops", "");
    }

    Outcome apply(Wish wish) {
        return writer().write(planned(wish));
    }
}
