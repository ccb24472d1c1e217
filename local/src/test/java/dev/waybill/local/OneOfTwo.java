package dev.waybill.local;

import dev.waybill.clients.RealClients;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.ApplyResult;
import dev.waybill.control.apply.ApplyText;
import dev.waybill.control.apply.KafkaTargetCluster;
import dev.waybill.control.apply.Paint;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.apply.Wanted;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;

/** One of two who apply at the same time: neither writes before both have planned. */
final class OneOfTwo {
    private OneOfTwo() {}

    /** What became of it. */
    record Answer(String state, List<String> text) {}

    static Answer apply(String bootstrapServers, String application, Path tenants, CyclicBarrier bothArePlanned)
            throws Exception {
        Progress barrier = step -> {
            if (step.equals("writing the catalog")) {
                await(bothArePlanned);
            }
        };
        ApplyRequest request = new ApplyRequest(
                Wanted.all(tenants, Optional.empty(), secret -> ""),
                exports -> TopicPlan.of(exports, TopicSettings.EMBEDDED),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                tenants.toString(),
                "");
        try (KafkaTargetCluster cluster = KafkaTargetCluster.open(
                new RealClients(), Map.of("bootstrap.servers", bootstrapServers), application)) {
            ApplyResult result = new Applier(cluster, Clock.systemUTC(), barrier).apply(request);
            return new Answer(result.state().name(), ApplyText.lines(result, Paint.PLAIN, 20, Optional.empty()));
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException("the other one never came", e);
        }
    }
}
