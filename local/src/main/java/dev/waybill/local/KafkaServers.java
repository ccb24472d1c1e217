package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's controller and broker, as {@code KafkaRaftServer} has them, but the broker starts only when the controller knows
 * that the former one is gone.
 *
 * <p>Else, after a kill, the broker finds itself the leader of everything, of the former's time. It begins to end the
 * transactions whose end was decided, at the former's address. When the controller then takes leadership away, Kafka 4.3 may
 * take partitions without a leader for deleted ones and a transaction for ended, though none of them was told: what was
 * written in it stays hidden, and offsets stay unknown, until the same producer happens to write there again.
 */
final class KafkaServers {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    /** @param config of one process that is both broker and controller, with folders that are formatted */
    KafkaServers(KafkaConfig config) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folders =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaServers.class), "");
        MetaPropertiesEnsemble properties = folders._1();
        QuorumConfig quorum = config.quorumConfig();
        shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, properties.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2());
    }

    /**
     * Starts both.
     *
     * @throws LocalException if the controller keeps the former broker for alive
     */
    void start() {
        controller.startup();
        awaitFormerBrokerGone();
        broker.startup();
    }

    private void awaitFormerBrokerGone() {
        FormerBroker former = new FormerBroker(shared.nodeId());
        shared.loader().installPublishers(List.of(former));
        try {
            former.gone().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            shared.loader().removeAndClosePublisher(former).get();
        } catch (ExecutionException | TimeoutException e) {
            throw new LocalException("the controller does not notice that an earlier broker has ended: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while waiting for the controller", e);
        }
    }

    /** Stops what was started, and waits until its files are closed. */
    void stop() {
        // The broker needs the controller to leave in an orderly manner.
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
