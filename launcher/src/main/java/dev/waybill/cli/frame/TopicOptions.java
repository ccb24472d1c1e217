package dev.waybill.cli.frame;

import dev.waybill.spec.ExportSpec;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How topics are made, by the commands that make them. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class TopicOptions {
    private static final TopicSettings ON_A_CLUSTER = new TopicSettings(
            3, 2, 12, 16, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 10L << 30, Duration.ofDays(7));

    private TopicSettings standard = ON_A_CLUSTER;

    @Mixin
    private ApplicationIdOption application;

    @Option(names = "--replication-factor", paramLabel = "N", description = "Of topics that are created (default: 3).")
    private @Nullable Integer replicationFactor;

    @Option(names = "--min-insync-replicas", paramLabel = "N", description = "Of all topics (default: 2).")
    private @Nullable Integer minInsyncReplicas;

    @Option(
            names = "--input-partitions",
            paramLabel = "N",
            description = "Partitions of each input topic when it is created (default: 12).")
    private @Nullable Integer inputPartitions;

    @Option(
            names = "--shared-partitions",
            paramLabel = "N",
            description = "Partitions of the shared delivery topic; fixed once exports use it" + " (default: 16).")
    private @Nullable Integer sharedPartitions;

    @Option(
            names = "--input-timestamps",
            paramLabel = "KIND",
            description = "Whose clock stamps events: ${COMPLETION-CANDIDATES} (default: LOG_APPEND_TIME)."
                    + " With CREATE_TIME windows close by what producers claim.")
    private @Nullable InputTimestamps inputTimestamps;

    @Option(
            names = "--input-retention",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "How long events stay on input topics, as in P7D or PT12H (default: P7D).")
    private @Nullable Duration inputRetention;

    @Option(
            names = "--export-retention-bytes",
            paramLabel = "BYTES",
            description = "How much of each dedicated export topic is kept (default: 10737418240).")
    private @Nullable Long exportRetentionBytes;

    @Option(
            names = "--shared-retention",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "How long parts stay on the shared delivery topic (default: P7D).")
    private @Nullable Duration sharedRetention;

    @Option(
            names = "--repartition",
            description = "Also the topics that an application with repartition: true copies its input to.")
    private boolean repartition;

    /** What nobody says is as in the embedded cluster of {@code ./waybill local}. */
    public void beLocal() {
        standard = TopicSettings.EMBEDDED;
    }

    /** Of the Streams application, which is its consumer group. */
    public String applicationId() {
        return application.id();
    }

    /** Whether the application copies its input. */
    public boolean isRepartitioned() {
        return repartition;
    }

    /**
     * The topics that these exports need.
     *
     * @throws UsageException if the options contradict each other
     */
    public TopicPlan plan(List<ExportSpec> exports) {
        TopicSettings settings = CommandFrame.made(() -> new TopicSettings(
                said(replicationFactor, standard.replicationFactor()),
                said(minInsyncReplicas, standard.minInsyncReplicas()),
                said(inputPartitions, standard.inputPartitions()),
                said(sharedPartitions, standard.sharedPartitions()),
                said(inputTimestamps, standard.inputTimestamps()),
                said(inputRetention, standard.inputRetention()),
                said(exportRetentionBytes, standard.dedicatedRetentionBytes()),
                said(sharedRetention, standard.sharedRetention())));
        TopicPlan plan = TopicPlan.of(exports, settings);
        return repartition ? plan.repartitioned() : plan;
    }

    private static <T> T said(@Nullable T value, T standard) {
        return value == null ? standard : value;
    }
}
