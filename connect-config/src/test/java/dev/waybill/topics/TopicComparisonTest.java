package dev.waybill.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicComparisonTest {
    private static final Map<String, String> CONFIG = Map.of("max.message.bytes", "1000", "retention.ms", "-1");

    @Test
    void acceptsATopicThatTakesLargerMessagesAndHasOtherSettingsToo() {
        TopicSpec planned = new TopicSpec("download-events", 4, PartitionRule.AT_LEAST, CONFIG);
        TopicState actual =
                new TopicState(8, Map.of("max.message.bytes", "2000", "retention.ms", "-1", "segment.bytes", "7"));

        assertThat(TopicComparison.compare(planned, actual)).containsExactly(new TopicMatches("download-events", 8));
    }

    @Test
    void reportsEverySettingThatDiffersWithTheCommandThatChangesIt() {
        TopicSpec planned = new TopicSpec("export.acme.downloads", 1, PartitionRule.EXACTLY, CONFIG);
        TopicState actual = new TopicState(1, Map.of("max.message.bytes", "999", "retention.ms", "604800000"));

        List<TopicFinding> findings = TopicComparison.compare(planned, actual);

        assertThat(findings)
                .extracting(TopicFinding::description)
                .containsExactly("max.message.bytes is 999, should be 1000", "retention.ms is 604800000, should be -1");
        assertThat(findings)
                .extracting(TopicFinding::advice)
                .contains("kafka-configs.sh --alter --entity-type topics --entity-name export.acme.downloads"
                        + " --add-config retention.ms=-1");
    }

    @Test
    void advisesToGrowInputTopicsWithFewerPartitions() {
        TopicSpec planned = new TopicSpec("download-events", 4, PartitionRule.AT_LEAST, Map.of());

        assertThat(TopicComparison.compare(planned, new TopicState(2, Map.of())))
                .containsExactly(new TopicDiffers(
                        "download-events",
                        "partitions",
                        "2",
                        "4",
                        "stop the application and run ./waybill topics --grow 4"));
    }

    @Test
    void neverAdvisesToRaiseTheSharedTopic() {
        TopicSpec planned = new TopicSpec("waybill.delivery", 16, PartitionRule.EXACTLY, Map.of());

        assertThat(TopicComparison.compare(planned, new TopicState(64, Map.of())))
                .extracting(TopicFinding::advice)
                .containsExactly(
                        "say --shared-partitions 64; another count would move exports that are being delivered");
    }

    @Test
    void advisesToStartAgainWithADedicatedTopicOfSeveralPartitions() {
        TopicSpec planned = new TopicSpec("export.acme.downloads", 1, PartitionRule.EXACTLY, Map.of());

        assertThat(TopicComparison.compare(planned, new TopicState(3, Map.of())))
                .extracting(TopicFinding::advice)
                .containsExactly(
                        "delete the topic once everything in it is delivered, then run ./waybill topics again");
    }
}
