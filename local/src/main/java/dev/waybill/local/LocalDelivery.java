package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Everything behind the delivery topics, in this JVM and in one folder: a store with the tenants' buckets, a token service
 * with their roles, and Connect with Waybill's sink.
 */
public final class LocalDelivery implements AutoCloseable {
    private final DataFolder folder;
    private final Closing closing;

    private LocalDelivery(DataFolder folder, Closing closing) {
        this.folder = folder;
        this.closing = closing;
    }

    /**
     * Starts to deliver these exports' objects; the folder is made if it is missing, and locked. The cluster's catalog must
     * hold the exports.
     *
     * @throws LocalException if a part cannot start
     * @throws dev.waybill.catalog.topic.CatalogException if the catalog cannot be read
     */
    public static LocalDelivery start(Path root, List<ExportSpec> exports, String bootstrapServers) {
        Closing closing = new Closing();
        DataFolder folder = closing.add(DataFolder.open(root));
        TenantsCloud cloud = closing.add(TenantsCloud.start(folder, Clock.systemUTC()));
        EmbeddedConnect connect = closing.add(EmbeddedConnect.start(bootstrapServers, LocalSink.workerSettings()));
        ExternalIds externalIds = LocalCatalog.read(bootstrapServers).externalIds();
        connect.putConnector(LocalSink.NAME, cloud.grant(exports, externalIds, bootstrapServers));
        return new LocalDelivery(folder, closing);
    }

    /** The folder that has one folder per bucket, in which each object is a file. */
    public Path buckets() {
        return folder.buckets();
    }

    @Override
    public void close() {
        closing.close();
    }
}
