package dev.waybill.metrics;

import dev.waybill.build.BuildInfo;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Which build a process runs: {@code waybill_build_info}, always 1, with version and revision as labels. */
public final class BuildMetrics implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        BuildInfo build = BuildInfo.current();
        Gauge.builder(MetricNames.BUILD, () -> 1)
                .description("1, with the version and the commit of the program as labels")
                .tag(MetricNames.VERSION, build.version())
                .tag(MetricNames.REVISION, build.revision())
                .register(registry);
    }
}
