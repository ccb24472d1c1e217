package dev.waybill.spec;

import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the operator lays down for the exports of a tenant.
 *
 * @param minimumInterval no window may be shorter; zero allows all
 * @param alwaysIncluded event types that exports which select by event type take in any case
 */
public record TenantRules(Duration minimumInterval, List<String> alwaysIncluded) {
    public static final TenantRules NONE = new TenantRules(Duration.ZERO, List.of());

    public TenantRules {
        if (minimumInterval.isNegative()) {
            throw new IllegalArgumentException("must not be negative; write PT1H");
        }
        alwaysIncluded = List.copyOf(alwaysIncluded);
    }

    /** Reads the keys of a tenant's rules; what is not said is as in {@code standard}. */
    static TenantRules read(Mapping mapping, TenantRules standard) {
        Duration minimum =
                mapping.parsed("minimum-interval", ScheduleReader::duration).orElse(standard.minimumInterval);
        List<String> always =
                mapping.has("always-included") ? mapping.texts("always-included") : standard.alwaysIncluded;
        return new TenantRules(minimum, always);
    }

    /** The export as the rules have it: one that selects by event type takes what is always included too. */
    ExportSpec applied(ExportSpec spec) {
        return alwaysIncluded.isEmpty() || spec.select().eventTypes().isEmpty()
                ? spec
                : spec.withSelect(spec.select().alwaysIncluding(alwaysIncluded));
    }

    /** What is wrong with the schedule of an export, if something is. */
    Optional<Problem> check(ScheduleSpec schedule, Place place) {
        return schedule.intervalBelow(minimumInterval)
                .map(interval -> Problem.at(
                                place,
                                "has windows of " + interval + ", but the operator allows none below "
                                        + minimumInterval)
                        .value(schedule.every())
                        .hint("write a longer schedule, or ask the operator"));
    }
}
