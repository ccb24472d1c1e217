package dev.waybill.metrics;

import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.contract.ExportId;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.receipt.ReceiptMetrics;
import dev.waybill.spec.SpecScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Everything the application measures, in one Prometheus registry. */
public final class AppMetrics implements AutoCloseable {
    /** One series per topic and client: with thousands of export topics they would outnumber all others. */
    private static final String PER_TOPIC = "kafka.producer.topic.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MicrometerDeliveryMetrics delivery;
    private final MicrometerReceiptMetrics receipts;
    private final MultiGauge paused;
    private final Deque<AutoCloseable> bound = new ArrayDeque<>();

    /** Metrics of the process itself; what else there is comes by {@link #bind} and the gauges. */
    public AppMetrics() {
        registry.config().meterFilter(MeterFilter.denyNameStartsWith(PER_TOPIC));
        delivery = new MicrometerDeliveryMetrics(registry);
        receipts = new MicrometerReceiptMetrics(registry, Clock.systemUTC());
        paused = MultiGauge.builder(MetricNames.PAUSED)
                .description("1 for what is paused; * stands for all")
                .register(registry);
        bind(new BuildMetrics());
        bind(new JvmMemoryMetrics());
        bind(new JvmGcMetrics());
        bind(new JvmThreadMetrics());
        bind(new ProcessorMetrics());
        bind(new FileDescriptorMetrics());
    }

    /** Counts what happens to events. */
    public DeliveryMetrics delivery() {
        return delivery;
    }

    /** Counts receipts. */
    public ReceiptMetrics receipts() {
        return receipts;
    }

    /** Adds what {@code binder} measures; a binder that can be closed is closed with this. */
    public void bind(MeterBinder binder) {
        binder.bindTo(registry);
        if (binder instanceof AutoCloseable closeable) {
            bound.push(closeable);
        }
    }

    /** Rows held in memory, in bytes. */
    public void bufferedBytes(Supplier<Number> bytes) {
        Gauge.builder(MetricNames.BUFFERED_BYTES, bytes)
                .description("Rows held in memory")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Export topics that cannot be written to. */
    public void heldTopics(Supplier<Number> topics) {
        gauge(MetricNames.HELD_TOPICS, "Export topics that are missing or take too small messages", topics);
    }

    /** Exports that take no events now, since what they should do with them cannot be done. */
    public Set<ExportId> heldBack() {
        return delivery.heldBack();
    }

    /** What is paused by now. */
    public void paused(Collection<Paused> pauses) {
        paused.register(
                pauses.stream()
                        .map(pause -> MultiGauge.Row.of(
                                Tags.of(
                                        MetricNames.TENANT,
                                        pause.scope().tenant().orElse(SpecScope.ALL),
                                        MetricNames.EXPORT,
                                        pause.scope().export().orElse(SpecScope.ALL)),
                                1))
                        .collect(Collectors.toList()),
                true);
    }

    /**
     * How much is known of the catalog.
     *
     * @param ageSeconds how old what is known is
     * @param paused whether the application is paused for it
     * @param faults records that cannot be read
     */
    public void catalog(Supplier<Number> ageSeconds, BooleanSupplier paused, Supplier<Number> faults) {
        Gauge.builder(MetricNames.CATALOG_AGE, ageSeconds)
                .description("How old what is known of the catalog is")
                .baseUnit("seconds")
                .register(registry);
        gauge(
                MetricNames.CATALOG_PAUSED,
                "1 while the application is paused because too little is known of the catalog, else 0",
                () -> paused.getAsBoolean() ? 1 : 0);
        gauge(MetricNames.CATALOG_FAULTS, "Records of the catalog that cannot be read", faults);
    }

    /** Whether the schema registry answers. */
    public void registryAvailable(BooleanSupplier available) {
        gauge(
                MetricNames.REGISTRY_AVAILABLE,
                "1 while the schema registry answers, else 0",
                () -> available.getAsBoolean() ? 1 : 0);
    }

    /** When the certificate that health checks and metrics are served with expires; not a number where there is none. */
    public void certificateExpires(Supplier<Optional<Instant>> expires) {
        Gauge.builder(
                        MetricNames.CERTIFICATE_EXPIRES,
                        () -> expires.get()
                                .map(Instant::getEpochSecond)
                                .map(Long::doubleValue)
                                .orElse(Double.NaN))
                .description("When the certificate expires that health checks and metrics are served with")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Whether {@code /readyz} says so. */
    public void ready(BooleanSupplier ready) {
        gauge(MetricNames.READY, "1 while the instance is ready, else 0", () -> ready.getAsBoolean() ? 1 : 0);
    }

    /** How much of changelogs is to be read before this instance can work on all that it was assigned. */
    public void restoring(Supplier<Number> records) {
        gauge(MetricNames.RESTORING, "Records of changelogs that are still to be restored", records);
    }

    /** When the key of receipts expires, in seconds since 1970. */
    public void receiptsKeyExpires(Supplier<Number> seconds) {
        Gauge.builder(MetricNames.RECEIPTS_KEY_EXPIRES, seconds)
                .description("When the key that signs receipts may do so no longer, by the published key set")
                .baseUnit("seconds")
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** All values now, in Prometheus's text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        while (!bound.isEmpty()) {
            try {
                bound.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a metrics binder cannot be closed", e);
            }
        }
        registry.close();
    }
}
