package dev.waybill.local;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.local.sample.SampleEvents;
import dev.waybill.spec.TenantSpecs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;

/** Publishes the sample events that are missing, and says what must be delivered of those that are published. */
final class LocalSamples {
    private static final Duration HOUR = Duration.ofHours(1);
    /**
     * From the first hour's begin until nothing of it is awaited any more: the hour itself, its grace, and the hour of arrival of
     * what is published late, with another seed or for a new tenant, once the first hour has closed.
     */
    private static final Duration SETTLED = Duration.ofHours(3);

    private final SamplePublisher publisher;
    private final LocalRegistry registry;
    private final Clock clock;
    private final Console console;
    private final int downloadSchema;
    private final int auditSchema;

    LocalSamples(SamplePublisher publisher, LocalRegistry registry, Clock clock, Console console) {
        this.publisher = publisher;
        this.registry = registry;
        this.clock = clock;
        this.console = console;
        this.downloadSchema = registry.register(EventSchemas.schema(Source.DOWNLOAD));
        this.auditSchema = registry.register(EventSchemas.schema(Source.AUDIT));
    }

    /**
     * The last day whose first hour is long over: brokers refuse events of a time that has not come, and all that is published
     * is to be delivered at once. So until three o'clock yesterday is still today here.
     */
    static Instant today(Instant now) {
        return now.minus(SETTLED).truncatedTo(ChronoUnit.DAYS);
    }

    /** Publishes up to the first hour of today, from yesterday on in a folder that has none. */
    SampleLedger publish(long seed, TenantSpecs specs, CatalogSnapshot catalog) {
        Instant today = today(clock.instant());
        TreeSet<Instant> published = new TreeSet<>();
        List<SampleCohort> cohorts = publisher.publish(
                seed, specs.tenants(), this::events, today.minus(Duration.ofDays(1)), today.plus(HOUR), hour -> {
                    published.add(hour);
                    console.progress("publishing sample events: " + hour);
                });
        console.step(
                published.isEmpty()
                        ? "all sample events were published by an earlier run"
                        : "published the sample events of " + published.size() + " hours, from " + published.first());
        return ledger(cohorts, catalog);
    }

    private SampleLedger ledger(List<SampleCohort> cohorts, CatalogSnapshot catalog) {
        SampleLedger ledger = new SampleLedger(catalog, registry);
        for (SampleCohort cohort : cohorts) {
            SampleEvents events = events(cohort);
            for (Instant hour = cohort.first(); hour.isBefore(cohort.end()); hour = hour.plus(HOUR)) {
                events.arrivingFrom(hour).forEach(ledger::add);
            }
        }
        return ledger;
    }

    private SampleEvents events(SampleCohort cohort) {
        return new SampleEvents(cohort.seed(), cohort.tenants(), downloadSchema, auditSchema);
    }
}
