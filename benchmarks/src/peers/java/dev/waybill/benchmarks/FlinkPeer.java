package dev.waybill.benchmarks;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * A job of Apache Flink that does what {@link RowsApp} and a sink would: reads the same events, makes the same rows by the
 * same code, and writes them to local files with Flink's own sink. Everything of it runs in this process, with one task slot.
 * Its arguments are those of {@link MeasuredProcess}; the rows lie in the folder of the state.
 */
final class FlinkPeer {
    /** How long the windows of the job are; the exports that it is compared with have the same. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String EVERY = "*/5 * * * *";
    private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

    private FlinkPeer() {}

    public static void main(String[] args) throws Exception {
        Variant variant = Variant.of(args[0]);
        if (!args[4].equals(EVERY)) {
            throw new IllegalArgumentException("the windows of peers are " + EVERY + ", not " + args[4]);
        }
        StreamExecutionEnvironment job = job(variant, args[1], Path.of(args[2]));
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Thread running = new Thread(() -> execute(job, failed), "flink");
        running.start();
        CpuTimes.report(
                variant.label(),
                RowReader::taken,
                running::isAlive,
                Long.parseLong(args[5]),
                Long.parseLong(args[6]));
        running.join();
        if (failed.get() != null) {
            throw new IllegalStateException("the job failed", failed.get());
        }
        System.exit(0);
    }

    private static void execute(StreamExecutionEnvironment job, AtomicReference<Throwable> failed) {
        try {
            job.execute("peer");
        } catch (Exception e) {
            failed.set(e);
        }
    }

    private static StreamExecutionEnvironment job(Variant variant, String bootstrap, Path folder) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        StreamExecutionEnvironment job = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
        KafkaSource<Tuple3<String, Long, byte[]>> source = KafkaSource.<Tuple3<String, Long, byte[]>>builder()
                .setBootstrapServers(bootstrap)
                .setTopics(Topics.input(Source.DOWNLOAD))
                .setGroupId("benchmark-" + variant.label())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setProperty("isolation.level", "read_committed")
                .setDeserializer(new RowReader(variant))
                .build();
        DataStream<Tuple3<String, Long, byte[]>> rows = job.fromSource(
                source,
                WatermarkStrategy.<Tuple3<String, Long, byte[]>>forMonotonousTimestamps()
                        .withTimestampAssigner((row, arrival) -> row.f1 / 1_000),
                "events",
                Types.TUPLE(Types.STRING, Types.LONG, Types.PRIMITIVE_ARRAY(Types.BYTE)));
        org.apache.flink.core.fs.Path files = new org.apache.flink.core.fs.Path(
                folder.resolve(PeerFiles.FOLDER).toUri());
        switch (variant) {
            case FLINK -> rows.sinkTo(PeerFiles.appended(files));
            case FLINK_GZIP -> rows.sinkTo(PeerFiles.gzipped(files));
            case FLINK_WINDOWED ->
                rows.keyBy(row -> row.f0)
                        .window(TumblingEventTimeWindows.of(WINDOW))
                        .process(new WindowFile())
                        .sinkTo(PeerFiles.whole(files));
            default -> throw new IllegalArgumentException(variant + " is no job of Flink");
        }
        return job;
    }
}
