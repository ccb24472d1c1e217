package dev.waybill.sink;

import dev.waybill.build.BuildInfo;
import dev.waybill.sink.backlog.BacklogBeans;
import dev.waybill.sink.backlog.ErrantRecords;
import dev.waybill.sink.catalog.CatalogStatus;
import dev.waybill.sink.catalog.CatalogView;
import dev.waybill.sink.catalog.SharedCatalog;
import dev.waybill.sink.deliveries.StatedDeliveriesMXBean;
import dev.waybill.sink.metrics.SharedMetrics;
import dev.waybill.sink.metrics.ShownTask;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task of {@link ExportSinkConnector}. Uploads run beside the task's thread; offsets are committed for delivered
 * records only. When a partition is taken away, running uploads are abandoned: the next task that reads it repeats
 * them, and writes the same objects with the same bytes.
 */
public final class ExportSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(ExportSinkTask.class);
    /** Connect cannot stop a task that starts, and gives it up after 5 seconds unless its worker says otherwise. */
    private static final Duration LOOK_AT_START = Duration.ofSeconds(3);

    private final Function<Map<String, Object>, CatalogView> catalogs;
    private @Nullable TaskParts parts;
    private @Nullable BacklogBeans beans;
    private @Nullable SharedMetrics metrics;

    /** As Connect makes it. */
    public ExportSinkTask() {
        this(SharedCatalog::open);
    }

    /** @param catalogs opens the catalog, given the settings of the clients that read it */
    ExportSinkTask(Function<Map<String, Object>, CatalogView> catalogs) {
        this.catalogs = catalogs;
    }

    @Override
    public String version() {
        return BuildInfo.current().version();
    }

    @Override
    public void start(Map<String, String> properties) {
        Clock clock = Clock.systemUTC();
        SinkConfig config = new SinkConfig(properties);
        String connector = properties.getOrDefault("name", "export-sink");
        BuildInfo build = BuildInfo.current();
        LOG.info(
                "export sink starts: version={}, revision={}, connector={}",
                build.version(),
                build.revision(),
                connector);
        BacklogBeans published = new BacklogBeans(
                ManagementFactory.getPlatformMBeanServer(),
                connector,
                properties.getOrDefault(ExportSinkConnector.TASK_ID, "0"),
                clock);
        ErrantRecords deadLetters =
                ErrantRecords.of(context.errantRecordReporter(), properties.get("errors.deadletterqueue.topic.name"));
        CatalogView catalog = catalogs.apply(config.catalogClient());
        // So that the first records find their versions known. A catalog that cannot be read now is read later.
        catalog.look(LOOK_AT_START);
        beans = published;
        CatalogStatus catalogStatus = new CatalogStatus(catalog, clock);
        published.register(BacklogBeans.CATALOG, catalogStatus);
        TaskParts made = TaskParts.assemble(
                config,
                catalog,
                deadLetters,
                published,
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
        parts = made;
        metrics = config.metrics()
                .map(settings -> SharedMetrics.show(
                        settings,
                        new ShownTask(
                                connector,
                                made.dispatcher()::view,
                                catalogStatus,
                                made.stated().map(StatedDeliveriesMXBean.class::cast))))
                .orElse(null);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        TaskParts running = started();
        running.sessions().dropExpired();
        if (metrics != null) {
            metrics.keepListening();
        }
        running.dispatcher().accept(records, context);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> read) {
        return started().dispatcher().committable(read);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (parts != null) {
            parts.dispatcher().revoke(partitions);
        }
    }

    @Override
    public void stop() {
        if (metrics != null) {
            metrics.close();
            metrics = null;
        }
        if (parts != null) {
            parts.close();
            parts = null;
        }
        if (beans != null) {
            beans.unregister(BacklogBeans.CATALOG);
            beans.unregister(BacklogBeans.DELIVERIES);
            beans = null;
        }
    }

    private TaskParts started() {
        if (parts == null) {
            throw new IllegalStateException("the task is not started");
        }
        return parts;
    }
}
