package dev.waybill.control.console;

import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.checkup.CheckupMetrics;
import dev.waybill.control.console.checkup.Checkups;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.metrics.BuildMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What a console measures; {@code docs/reference/console-api.md} has the names. */
final class ConsoleMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Checkups checkups;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    ConsoleMetrics(Audited audited, ConsoleState state, Checkups checkups) {
        this.checkups = checkups;
        new BuildMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
        FunctionCounter.builder("waybill.console.audit.events", audited, Audited::published)
                .description("Audit events that were published")
                .register(registry);
        FunctionCounter.builder("waybill.console.audit.events.lost", audited, Audited::lost)
                .description("Audit events that could not be published; the log has them")
                .register(registry);
        Gauge.builder("waybill.console.windows", () -> state.freshness().windows())
                .description("Windows that the console keeps in memory")
                .register(registry);
        Gauge.builder("waybill.console.windows.size", () -> state.freshness().windowBytes())
                .description("About how much memory they take")
                .baseUnit("bytes")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            Gauge.builder("waybill.console.doctor.exports", () -> checkups.count(outcome))
                    .description("Exports to S3, by what the doctor found of them last")
                    .tag("outcome", outcome.word())
                    .register(registry);
        }
        FunctionCounter.builder(
                        "waybill.console.records.unreadable",
                        state,
                        of -> of.freshness().unreadable())
                .description("Records of ledger and deliveries that were passed over, since they cannot be read")
                .register(registry);
    }

    void answered(String what, int status, Duration took) {
        Timer.builder("waybill.console.requests")
                .description("Answers, by operation or page and by status")
                .tag("operation", what)
                .tag("status", String.valueOf(status))
                .register(registry)
                .record(took);
    }

    /** @param expires empty when nobody knows; asked at each scrape */
    void certificateExpires(Supplier<Optional<Instant>> expires) {
        Gauge.builder(
                        "waybill.http.certificate.expires.timestamp",
                        () -> expires.get()
                                .map(time -> (double) time.getEpochSecond())
                                .orElse(Double.NaN))
                .description("When the certificate expires that health checks and metrics are served with")
                .baseUnit("seconds")
                .register(registry);
    }

    String text() {
        return registry.scrape() + CheckupMetrics.text(checkups.all());
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
