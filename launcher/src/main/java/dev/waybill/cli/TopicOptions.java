package dev.waybill.cli;

import dev.waybill.spec.ExportSpec;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How topics are made, by the commands that make them. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TopicOptions {
    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "waybill",
            description = "Application id of the Streams application (default: ${DEFAULT-VALUE}).")
    private String applicationId;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "3",
            description = "Of topics that are created (default: ${DEFAULT-VALUE}).")
    private int replicationFactor;

    @Option(
            names = "--min-insync-replicas",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of all topics (default: ${DEFAULT-VALUE}).")
    private int minInsyncReplicas;

    @Option(
            names = "--input-partitions",
            paramLabel = "N",
            defaultValue = "12",
            description = "Partitions of each input topic when it is created (default: ${DEFAULT-VALUE}).")
    private int inputPartitions;

    @Option(
            names = "--shared-partitions",
            paramLabel = "N",
            defaultValue = "16",
            description = "Partitions of the shared delivery topic; fixed once exports use it"
                    + " (default: ${DEFAULT-VALUE}).")
    private int sharedPartitions;

    @Option(
            names = "--input-timestamps",
            paramLabel = "KIND",
            defaultValue = "LOG_APPEND_TIME",
            description = "Whose clock stamps events: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})."
                    + " With CREATE_TIME windows close by what producers claim.")
    private InputTimestamps inputTimestamps;

    @Option(
            names = "--input-retention",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "P7D",
            description = "How long events stay on input topics, as in P7D or PT12H (default: ${DEFAULT-VALUE}).")
    private Duration inputRetention;

    @Option(
            names = "--export-retention-bytes",
            paramLabel = "BYTES",
            defaultValue = "10737418240",
            description = "How much of each dedicated export topic is kept (default: ${DEFAULT-VALUE}).")
    private long exportRetentionBytes;

    @Option(
            names = "--shared-retention",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "P7D",
            description = "How long parts stay on the shared delivery topic (default: ${DEFAULT-VALUE}).")
    private Duration sharedRetention;

    @Option(
            names = "--repartition",
            description = "Also the topics that an application with repartition: true copies its input to.")
    private boolean repartition;

    /** Of the Streams application, which is its consumer group. */
    String applicationId() {
        return applicationId;
    }

    /** Whether the application copies its input. */
    boolean isRepartitioned() {
        return repartition;
    }

    /**
     * The topics that these exports need.
     *
     * @throws UsageException if the options contradict each other
     */
    TopicPlan plan(List<ExportSpec> exports) {
        TopicSettings settings = CommandFrame.made(() -> new TopicSettings(
                replicationFactor,
                minInsyncReplicas,
                inputPartitions,
                sharedPartitions,
                inputTimestamps,
                inputRetention,
                exportRetentionBytes,
                sharedRetention));
        TopicPlan plan = TopicPlan.of(exports, settings);
        return repartition ? plan.repartitioned() : plan;
    }
}
