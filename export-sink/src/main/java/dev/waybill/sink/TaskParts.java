package dev.waybill.sink;

import dev.waybill.sink.backlog.BacklogBeans;
import dev.waybill.sink.backlog.DeliveryLog;
import dev.waybill.sink.backlog.Dispatcher;
import dev.waybill.sink.backlog.ParkingLot;
import dev.waybill.sink.backlog.RecordDelivery;
import dev.waybill.sink.catalog.CatalogDestinations;
import dev.waybill.sink.catalog.CatalogView;
import dev.waybill.sink.deliveries.KafkaDeliveryLog;
import dev.waybill.sink.deliveries.StatedDeliveries;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Uploader;
import dev.waybill.sink.file.FileUploader;
import dev.waybill.sink.parking.KafkaParkingLot;
import dev.waybill.sink.s3.PlatformCredentials;
import dev.waybill.sink.s3.RoleSessions;
import dev.waybill.sink.s3.S3Clients;
import dev.waybill.sink.s3.S3Uploader;
import dev.waybill.sink.s3.StsAssume;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * What a task consists of, built from its configuration in one place.
 *
 * @param dispatcher takes the records
 * @param sessions the sessions of assumed roles
 * @param executor runs the uploads
 * @param stated what was said about deliveries; empty where nothing is said
 * @param resources closed in this order
 */
record TaskParts(
        Dispatcher dispatcher,
        RoleSessions sessions,
        ExecutorService executor,
        Optional<StatedDeliveries> stated,
        List<AutoCloseable> resources)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskParts.class);
    /** Less than Connect waits for a task to stop, which is 5 seconds unless its worker says otherwise. */
    private static final long STOP_SECONDS = 3;

    /** @param catalog is closed with the task */
    static TaskParts assemble(
            SinkConfig config,
            CatalogView catalog,
            RecordDelivery.DeadLetters deadLetters,
            BacklogBeans beans,
            Clock clock,
            DoubleSupplier random) {
        List<AutoCloseable> resources = new ArrayList<>();
        SdkHttpClient http = Apache5HttpClient.builder()
                .maxConnections(config.uploadThreads())
                .connectionTimeout(config.connectTimeout())
                .socketTimeout(config.uploadTimeout())
                .build();
        S3Clients clients = new S3Clients(http, config.uploadTimeout());
        PlatformCredentials platform = new PlatformCredentials(config.platformCredentials(), config.uploadTimeout());
        StsAssume sts = new StsAssume(
                http,
                platform,
                config.stsEndpoint(),
                config.sessionName(),
                config.sessionDuration(),
                config.uploadTimeout());
        RoleSessions sessions = new RoleSessions(sts, clock);
        Uploader uploader = new DestinationUploader(
                new S3Uploader(
                        clients,
                        sessions,
                        config.staticKeys(),
                        config.conditionalPut(),
                        config.s3Endpoint(),
                        config.stsRegion()),
                new FileUploader(config.fileRoot()));
        DestinationLookup destinations = new CatalogDestinations(catalog);
        ParkingLot parking = config.parking().map(TaskParts::parkingLot).orElse(ParkingLot.NONE);
        Optional<StatedDeliveries> stated =
                config.deliveriesClient().map(client -> new StatedDeliveries(System::nanoTime));
        stated.ifPresent(counts -> beans.register(BacklogBeans.DELIVERIES, counts));
        DeliveryLog deliveries = stated.<DeliveryLog>map(
                        counts -> deliveryLog(config.deliveriesClient().orElseThrow(), counts))
                .orElse(DeliveryLog.NONE);
        // Not more than upload.threads: the dispatcher starts no more calls.
        ExecutorService executor = Executors.newCachedThreadPool(threadNames());
        Dispatcher dispatcher = new Dispatcher(
                config.dispatcher(random),
                new RecordDelivery(uploader, deadLetters),
                destinations,
                parking,
                deliveries,
                executor,
                clock,
                beans);
        resources.add(catalog);
        resources.add(parking);
        resources.add(deliveries);
        resources.add(clients);
        resources.add(sts);
        resources.add(platform);
        resources.add(http);
        return new TaskParts(dispatcher, sessions, executor, stated, resources);
    }

    private static ParkingLot parkingLot(KafkaParkingLot.Settings settings) {
        return new KafkaParkingLot(
                settings,
                new KafkaProducer<>(
                        KafkaParkingLot.producerProperties(settings),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                Admin.create(settings.client()));
    }

    private static DeliveryLog deliveryLog(Map<String, Object> client, StatedDeliveries stated) {
        return KafkaDeliveryLog.start(
                () -> new KafkaProducer<>(
                        KafkaDeliveryLog.producerProperties(client),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                System::nanoTime,
                stated);
    }

    private static ThreadFactory threadNames() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "waybill-upload-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Abandons running calls by closing what they use; the next task that reads their partitions repeats them. */
    @Override
    public void close() {
        dispatcher.revokeAll();
        executor.shutdownNow();
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("Closing {} failed", resource.getClass().getSimpleName(), e);
            }
        }
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Calls did not end within {} s; they are left behind", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
