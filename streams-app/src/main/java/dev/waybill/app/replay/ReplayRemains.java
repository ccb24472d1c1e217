package dev.waybill.app.replay;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * All that a replay leaves in the cluster and on this machine: its group, its topics and its state.
 *
 * @param applicationId of the replay
 * @param topics those of its own
 * @param state its state folder here
 */
record ReplayRemains(String applicationId, List<String> topics, Path state) {
    /** A process that was killed stays a member of its group until its session times out. */
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    /**
     * Deletes what there is of it; twice does no harm. The topic that holds the plan goes last: as long as it is there, the
     * replay is known.
     *
     * @return whether there was anything in the cluster
     * @throws ReplayRefusedException if the replay is running
     */
    boolean delete(Admin admin) throws IOException {
        boolean found = deleteGroup(admin);
        for (String topic : topics) {
            found |= unlessGone(
                    "delete topic " + topic, admin.deleteTopics(List.of(topic)).all());
        }
        deleteState();
        return found;
    }

    private boolean deleteGroup(Admin admin) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (true) {
            try {
                return unlessGone(
                        "delete group " + applicationId,
                        admin.deleteConsumerGroups(List.of(applicationId)).all());
            } catch (ClusterException e) {
                if (!(e.getCause() instanceof GroupNotEmptyException)) {
                    throw e;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new ReplayRefusedException(
                            "the replay is running, as application " + applicationId
                                    + ": stop it first; one that was killed is a member of its group until its session times out");
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private static boolean unlessGone(String what, KafkaFuture<Void> future) {
        try {
            ClusterAnswer.of(what, future);
            return true;
        } catch (ClusterException e) {
            if (e.getCause() instanceof GroupIdNotFoundException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private void deleteState() throws IOException {
        if (!Files.exists(state)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(state)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
