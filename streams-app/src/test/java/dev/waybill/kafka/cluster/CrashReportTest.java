package dev.waybill.kafka.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.registry.RegistryUnavailableException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class CrashReportTest {
    private static final TopicPartition INPUT = new TopicPartition("download-events", 0);

    @Test
    void hidesMessagesThatMayHoldEventContent() {
        Throwable cause = causeWithContent("sentinel-5f3a");
        StreamsException error = new StreamsException(
                "Exception caught in process. taskId=0_3, topic=download-events, partition=3, offset=42, stacktrace="
                        + cause,
                cause);

        String report = CrashReport.of(error);

        assertThat(report)
                .doesNotContain("sentinel-5f3a")
                .startsWith("org.apache.kafka.streams.errors.StreamsException: Exception caught in process."
                        + " taskId=0_3, topic=download-events, partition=3, offset=42\n")
                .contains("caused by java.lang.NumberFormatException\n    at java.")
                .contains(" ... dev.waybill.kafka.cluster.CrashReportTest.causeWithContent(")
                .endsWith("what to do: restart; if it happens again at the same place, report it with this text");
    }

    @Test
    void keepsOurOwnMessagesSinceTheySayWhatToDo() {
        String report = CrashReport.of(new IllegalStateException("see docs/how-to/reset.md"));

        assertThat(report).startsWith("java.lang.IllegalStateException: see docs/how-to/reset.md\n");
    }

    @Test
    void knowsWhatToDoAboutLostInputEvenWhenItIsWrapped() {
        Throwable lost = new StreamsException("task", new OffsetOutOfRangeException(Map.of(INPUT, 5L)));
        Throwable neverStarted = new NoOffsetForPartitionException(Set.of(INPUT));

        assertThat(CrashReport.advice(lost)).contains("docs/how-to/recover-from-lost-input.md");
        assertThat(CrashReport.advice(neverStarted)).contains("waybill topics");
    }

    @Test
    void aRefusedStartIsNoFaultOfOurs() {
        assertThat(CrashReport.advice(new StartRefusedException())).doesNotContain("report it");
    }

    @Test
    void tellsRefusalsFromOutages() {
        assertThat(CrashReport.advice(new TopicAuthorizationException("no")))
                .isEqualTo("the broker refuses this principal: waybill acls prints the rights that it needs");
        assertThat(CrashReport.advice(new RegistryUnavailableException("no answer", null)))
                .contains("schema registry")
                .contains("nothing was skipped");
    }

    private static Throwable causeWithContent(String content) {
        try {
            return new IllegalStateException("parsed " + Integer.parseInt(content));
        } catch (NumberFormatException e) {
            return e;
        }
    }
}
