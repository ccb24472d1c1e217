package dev.waybill.benchmarks;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Measures a Streams application of this process. */
final class MeasuredStreams {
    private MeasuredStreams() {}

    /** Reports on the application as {@link CpuTimes#report} does, by the records it has read. */
    static void report(String name, KafkaStreams streams, long warmUp, long records) {
        CpuTimes.report(
                name, () -> (long) consumed(streams), () -> streams.state().isRunningOrRebalancing(), warmUp, records);
    }

    private static double consumed(KafkaStreams streams) {
        double total = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals("records-consumed-total")
                    && !name.tags().containsKey("topic")
                    && name.tags().getOrDefault("client-id", "").endsWith("-consumer")
                    && !name.tags().getOrDefault("client-id", "").endsWith("restore-consumer")) {
                total += (Double) metric.getValue().metricValue();
            }
        }
        return total;
    }

    /** The longest punctuation of the last half minute, milliseconds: for so long, a stream thread did nothing else. */
    static double longestPunctuation(KafkaStreams streams) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("punctuate-latency-max"))
                .map(Metric::metricValue)
                .mapToDouble(value -> (Double) value)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
