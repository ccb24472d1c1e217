package dev.waybill.topics;

import dev.waybill.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Compares a topic on the cluster with the plan. */
final class TopicComparison {
    private TopicComparison() {}

    /** One finding per difference, or the one that says there is none. */
    static List<TopicFinding> compare(TopicSpec planned, TopicState actual) {
        List<TopicFinding> findings = new ArrayList<>();
        if (!planned.partitionRule().accepts(actual.partitions(), planned.partitions())) {
            findings.add(new TopicDiffers(
                    planned.name(),
                    "partitions",
                    Integer.toString(actual.partitions()),
                    Integer.toString(planned.partitions()),
                    partitionAdvice(planned, actual)));
        }
        for (Map.Entry<String, String> setting : planned.config().entrySet()) {
            String value = actual.config().getOrDefault(setting.getKey(), "unset");
            if (!accepts(setting.getKey(), value, setting.getValue())) {
                findings.add(new TopicDiffers(
                        planned.name(),
                        setting.getKey(),
                        value,
                        setting.getValue(),
                        "kafka-configs.sh --alter --entity-type topics --entity-name " + planned.name()
                                + " --add-config " + setting.getKey() + "=" + setting.getValue()));
            }
        }
        return findings.isEmpty() ? List.of(new TopicMatches(planned.name(), actual.partitions())) : findings;
    }

    private static boolean accepts(String setting, String actual, String planned) {
        if (setting.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG) && actual.matches("\\d{1,18}")) {
            return Long.parseLong(actual) >= Long.parseLong(planned);
        }
        return actual.equals(planned);
    }

    private static String partitionAdvice(TopicSpec planned, TopicState actual) {
        if (planned.name().equals(Topics.SHARED_DELIVERY)) {
            return "say --shared-partitions " + actual.partitions()
                    + "; another count would move exports that are being delivered";
        }
        if (planned.partitionRule() == PartitionRule.EXACTLY) {
            return "delete the topic once everything in it is delivered, then run ./waybill topics again";
        }
        return "stop the application and run ./waybill topics --grow " + planned.partitions();
    }
}
