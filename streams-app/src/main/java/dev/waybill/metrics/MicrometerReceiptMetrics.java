package dev.waybill.metrics;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.kafka.receipt.ReceiptMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts receipts, as Micrometer's meters. Thread-safe. */
final class MicrometerReceiptMetrics implements ReceiptMetrics {
    private record SourcePartition(Source source, int partition) {}

    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter faults;
    /** By partition of the ledger. */
    private final ConcurrentMap<Integer, Instant> oldestDue = new ConcurrentHashMap<>();
    /** By source partition, and by the partition of the ledger that says so. */
    private final ConcurrentMap<SourcePartition, ConcurrentMap<Integer, Instant>> passed = new ConcurrentHashMap<>();

    MicrometerReceiptMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.faults = Counter.builder(MetricNames.RECEIPT_FAULTS)
                .description(
                        "Exports that get no receipts any more, because what the ledger says of them cannot be true")
                .register(registry);
        Gauge.builder(MetricNames.RECEIPTS_OVERDUE, this, metrics -> metrics.overdueSeconds())
                .description("How long ago the oldest windows were due that have no receipt")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void issued(ExportId export, String kind) {
        Counter.builder(MetricNames.RECEIPTS)
                .description("Receipts issued")
                .tag(MetricNames.KIND, kind)
                .register(registry)
                .increment();
    }

    @Override
    public void fault(ExportId export) {
        faults.increment();
    }

    @Override
    public void oldestDue(int ledgerPartition, Optional<Instant> due) {
        due.ifPresentOrElse(
                instant -> oldestDue.put(ledgerPartition, instant), () -> oldestDue.remove(ledgerPartition));
    }

    @Override
    public void passed(int ledgerPartition, Source source, SortedMap<Integer, Instant> ofSource) {
        for (Map.Entry<Integer, Instant> entry : ofSource.entrySet()) {
            passed.computeIfAbsent(new SourcePartition(source, entry.getKey()), this::show)
                    .put(ledgerPartition, entry.getValue());
        }
    }

    private ConcurrentMap<Integer, Instant> show(SourcePartition where) {
        ConcurrentMap<Integer, Instant> said = new ConcurrentHashMap<>();
        Gauge.builder(
                        MetricNames.LEDGER_PASSED_AGE,
                        said,
                        any -> age(any.values().stream().max(Instant::compareTo)))
                .description("How far a source partition is behind the time: what was due before has closed")
                .tag(MetricNames.SOURCE, YamlName.of(where.source()))
                .tag(MetricNames.PARTITION, Integer.toString(where.partition()))
                .baseUnit("seconds")
                .register(registry);
        return said;
    }

    @Override
    public void closed(int ledgerPartition) {
        oldestDue.remove(ledgerPartition);
        passed.values().forEach(said -> said.remove(ledgerPartition));
    }

    private double overdueSeconds() {
        Optional<Instant> oldest = oldestDue.values().stream().min(Instant::compareTo);
        return oldest.isPresent() ? age(oldest) : 0;
    }

    /** Not a number where nobody says anything here. */
    private double age(Optional<Instant> since) {
        return since.map(instant -> Math.max(0, clock.millis() - instant.toEpochMilli()) / 1_000.0)
                .orElse(Double.NaN);
    }
}
