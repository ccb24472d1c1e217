package dev.waybill.sink.parking;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;

/** An admin client that can create and describe topics and be closed, and nothing else. */
final class TopicCreator {
    final List<NewTopic> created = new ArrayList<>();

    /** What is there already. */
    final Set<String> existing = new HashSet<>();

    /** What was asked for. */
    final List<String> described = new ArrayList<>();

    @Nullable
    RuntimeException failure;

    boolean closed;

    Admin admin() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "createTopics" -> {
                            return create((Collection<?>) arguments[0]);
                        }
                        case "describeTopics" -> {
                            return describe((Collection<?>) arguments[0]);
                        }
                        case "close" -> {
                            closed = true;
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private DescribeTopicsResult describe(Collection<?> topics) {
        Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
        for (Object asked : topics) {
            String name = (String) asked;
            described.add(name);
            KafkaFutureImpl<TopicDescription> answer = new KafkaFutureImpl<>();
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (existing.contains(name)) {
                answer.complete(new TopicDescription(name, false, List.of()));
            } else {
                answer.completeExceptionally(new UnknownTopicOrPartitionException("not there"));
            }
            answers.put(name, answer);
        }
        return new DescribeTopicsResult(null, answers) {};
    }

    private CreateTopicsResult create(Collection<?> topics) {
        Map<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>> answers = new HashMap<>();
        for (Object asked : topics) {
            NewTopic topic = (NewTopic) asked;
            KafkaFutureImpl<CreateTopicsResult.TopicMetadataAndConfig> answer = new KafkaFutureImpl<>();
            if (failure == null) {
                created.add(topic);
                answer.complete(null);
            } else {
                answer.completeExceptionally(failure);
            }
            answers.put(topic.name(), answer);
        }
        return new CreateTopicsResult(answers) {};
    }
}
