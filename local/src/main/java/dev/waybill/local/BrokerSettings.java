package dev.waybill.local;

import dev.waybill.cloud.FreePort;
import dev.waybill.contract.Limits;
import java.nio.file.Path;
import java.util.Map;

/** What a single small broker needs that Kafka's defaults, made for clusters, do not give. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final int INDEX_BYTES = 1 << 20;
    private static final int SEGMENT_BYTES = 128 << 20;

    private BrokerSettings() {}

    static Map<String, String> of(Path folder, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE_ID)),
                Map.entry("controller.quorum.voters", NODE_ID + "@" + FreePort.HOST + ":" + controllerPort),
                Map.entry("controller.listener.names", CONTROLLER_LISTENER),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://" + FreePort.HOST + ":" + port + "," + CONTROLLER_LISTENER + "://" + FreePort.HOST
                                + ":" + controllerPort),
                Map.entry("log.dirs", folder.toAbsolutePath().toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", String.valueOf(Limits.MAX_MESSAGE_BYTES)),
                Map.entry("replica.fetch.response.max.bytes", String.valueOf(Limits.REPLICA_FETCH_RESPONSE_MAX_BYTES)),
                // Brokers expire by record timestamp, and samples and imports carry old ones.
                Map.entry("log.retention.ms", "-1"),
                Map.entry("log.segment.bytes", String.valueOf(SEGMENT_BYTES)),
                // Indexes are mapped at this size as long as their segment is written to.
                Map.entry("log.index.size.max.bytes", String.valueOf(INDEX_BYTES)),
                Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20)),
                Map.entry("log.cleaner.io.buffer.size", String.valueOf(256 << 10)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.segment.bytes", String.valueOf(16 << 20)),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("transaction.state.log.segment.bytes", String.valueOf(16 << 20)),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // After a kill the broker may register again only when its former session has ended.
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "500"));
    }
}
