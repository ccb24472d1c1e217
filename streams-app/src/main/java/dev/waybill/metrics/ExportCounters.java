package dev.waybill.metrics;

import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** The counters of one export. */
final class ExportCounters {
    private final Counter read;
    private final Counter delivered;
    private final Counter filtered;
    private final Counter duplicate;
    private final Counter withheld;
    private final Counter parts;
    private final Counter partBytes;
    private final Counter partEvents;

    ExportCounters(MeterRegistry registry, String tenant, String export) {
        Tags tags = Tags.of(MetricNames.TENANT, tenant, MetricNames.EXPORT, export);
        read = counter(registry, tags, MetricNames.READ, "Events read for the export, in windows that are complete");
        delivered = counter(registry, tags, MetricNames.DELIVERED, "Events that stand in an emitted part");
        filtered = counter(registry, tags, MetricNames.FILTERED, "Events that the export's selection leaves out");
        duplicate = counter(registry, tags, MetricNames.DUPLICATE, "Events that had been delivered already");
        withheld = counter(
                registry,
                tags,
                MetricNames.WITHHELD,
                "Events whose redaction or encoding failed, or that were discarded");
        parts = counter(registry, tags, MetricNames.PARTS, "Parts emitted");
        partBytes = Counter.builder(MetricNames.PART_BYTES)
                .description("Size of the emitted parts as stored")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
        partEvents = counter(registry, tags, MetricNames.PART_EVENTS, "Events in the emitted parts");
    }

    private static Counter counter(MeterRegistry registry, Tags tags, String name, String description) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    void finished(Counts counts) {
        read.increment(counts.read());
        delivered.increment(counts.delivered());
        filtered.increment(counts.filtered());
        duplicate.increment(counts.duplicate());
        withheld.increment(counts.withheld());
    }

    void emitted(Part part) {
        parts.increment();
        partBytes.increment(part.bytes().length);
        partEvents.increment(part.events());
    }
}
