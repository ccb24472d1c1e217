package dev.waybill.metrics;

import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.spec.SpecScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Everything the application measures, in one Prometheus registry. */
public final class AppMetrics implements AutoCloseable {
    /** One series per topic and client: with thousands of export topics they would outnumber all others. */
    private static final String PER_TOPIC = "kafka.producer.topic.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DeliveryMetrics delivery;
    private final Deque<AutoCloseable> bound = new ArrayDeque<>();

    /** Metrics of the process itself; what else there is comes by {@link #bind} and the gauges. */
    public AppMetrics() {
        registry.config().meterFilter(MeterFilter.denyNameStartsWith(PER_TOPIC));
        delivery = new MicrometerDeliveryMetrics(registry);
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

    /** Exports whose specs are wrong, so that they take no events. */
    public void heldBack(Collection<SpecScope> scopes) {
        for (SpecScope scope : scopes) {
            Gauge.builder(MetricNames.HELD_BACK, () -> 1)
                    .description("1 for exports that take no events since their spec is wrong")
                    .tag(MetricNames.TENANT, scope.tenant())
                    .tag(MetricNames.EXPORT, scope.export().orElse(SpecScope.ALL))
                    .register(registry);
        }
    }

    /** Whether the schema registry answers. */
    public void registryAvailable(BooleanSupplier available) {
        gauge(
                MetricNames.REGISTRY_AVAILABLE,
                "1 while the schema registry answers, else 0",
                () -> available.getAsBoolean() ? 1 : 0);
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
