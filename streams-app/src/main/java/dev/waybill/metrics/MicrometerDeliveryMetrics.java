package dev.waybill.metrics;

import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.YamlName;
import dev.waybill.event.DropReason;
import dev.waybill.kafka.DeliveryMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the events, as Micrometer's meters. An export gets counters of its own when it first emits or
 * finishes something in this process. Once {@code maxExports} have them, all others share one set labelled {@value #OTHERS}:
 * so memory is bounded, and sums over all exports stay right. Thread-safe.
 */
public final class MicrometerDeliveryMetrics implements DeliveryMetrics {
    /** How many exports have counters of their own, unless told otherwise. */
    public static final int DEFAULT_MAX_EXPORTS = 20_000;

    /** Label of the exports beyond the limit; cannot be a tenant's id. */
    static final String OTHERS = "_others";

    private final MeterRegistry registry;
    private final int maxExports;
    private final Map<Unruled, Counter> unrouted = new EnumMap<>(Unruled.class);
    /** By the reason's ordinal. */
    private final List<Counter> quarantined;

    private @Nullable ExportCounters others;
    private final ConcurrentMap<ExportId, ExportCounters> exports = new ConcurrentHashMap<>();
    private final ConcurrentMap<TopicPartition, Integer> openBatches = new ConcurrentHashMap<>();
    private final ConcurrentMap<TopicPartition, Set<ExportId>> heldBack = new ConcurrentHashMap<>();
    private final MultiGauge heldBackGauge;
    private final ConcurrentMap<TopicPartition, Long> waitingSince = new ConcurrentHashMap<>();
    private final Clock clock;

    public MicrometerDeliveryMetrics(MeterRegistry registry) {
        this(registry, DEFAULT_MAX_EXPORTS, Clock.systemUTC());
    }

    MicrometerDeliveryMetrics(MeterRegistry registry, int maxExports, Clock clock) {
        this.clock = clock;
        this.registry = registry;
        this.maxExports = maxExports;
        for (Unruled why : EnumSet.complementOf(EnumSet.of(Unruled.UNDECIDABLE))) {
            unrouted.put(
                    why,
                    Counter.builder(MetricNames.UNROUTED)
                            .description("Events that no version of any export rules")
                            .tag(MetricNames.REASON, YamlName.of(why))
                            .register(registry));
        }
        this.heldBackGauge = MultiGauge.builder(MetricNames.HELD_BACK)
                .description("1 for exports that take no events, since what their spec needs is missing")
                .register(registry);
        this.quarantined = Stream.of(DropReason.values())
                .map(reason -> Counter.builder(MetricNames.QUARANTINED)
                        .description("Claim tickets written to the quarantine")
                        .tag(MetricNames.REASON, reason.code())
                        .register(registry))
                .toList();
        Gauge.builder(MetricNames.OPEN_BATCHES, this, metrics -> metrics.openBatches())
                .description("Batches that are not complete")
                .register(registry);
        Gauge.builder(MetricNames.WAITING, this, metrics -> metrics.waitingSeconds())
                .description(
                        "How long the oldest event has waited that an export which is or was held back has not taken")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void unrouted(Unruled why) {
        Counter counter = unrouted.get(why);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void quarantined(DropReason reason) {
        quarantined.get(reason.ordinal()).increment();
    }

    @Override
    public void emitted(Part part) {
        counters(part.export()).emitted(part);
    }

    @Override
    public void finished(ExportId export, Counts counts) {
        counters(export).finished(counts);
    }

    @Override
    public void openBatches(TopicPartition source, int batches) {
        openBatches.put(source, batches);
    }

    @Override
    public void waitingSince(TopicPartition source, Optional<Long> millis) {
        millis.ifPresentOrElse(since -> waitingSince.put(source, since), () -> waitingSince.remove(source));
    }

    @Override
    public void heldBack(TopicPartition source, Set<ExportId> exportsOfSource) {
        Set<ExportId> before = heldBack.getOrDefault(source, Set.of());
        if (!before.equals(exportsOfSource)) {
            heldBack.put(source, Set.copyOf(exportsOfSource));
            showHeldBack();
        }
    }

    /** The exports that are held back in a source partition of this process. */
    Set<ExportId> heldBack() {
        return heldBack.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private synchronized void showHeldBack() {
        heldBackGauge.register(
                heldBack().stream()
                        .map(export -> MultiGauge.Row.of(
                                Tags.of(MetricNames.TENANT, export.tenant(), MetricNames.EXPORT, export.export()), 1))
                        .collect(Collectors.toList()),
                true);
    }

    private double waitingSeconds() {
        return waitingSince.values().stream().mapToLong(Long::longValue).min().stream()
                .mapToDouble(since -> Math.max(0, clock.millis() - since) / 1_000.0)
                .findFirst()
                .orElse(0);
    }

    private int openBatches() {
        return openBatches.values().stream().mapToInt(Integer::intValue).sum();
    }

    private ExportCounters counters(ExportId export) {
        ExportCounters known = exports.get(export);
        return known != null ? known : newCounters(export);
    }

    private synchronized ExportCounters newCounters(ExportId export) {
        if (exports.size() < maxExports || exports.containsKey(export)) {
            return exports.computeIfAbsent(
                    export, added -> new ExportCounters(registry, added.tenant(), added.export()));
        }
        if (others == null) {
            others = new ExportCounters(registry, OTHERS, OTHERS);
        }
        return others;
    }
}
