package dev.waybill.local;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalException;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ExternalIds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.provider.FileConfigProvider;

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
     * Starts to deliver these exports' objects; the folder is made if it is missing, and locked.
     *
     * @throws LocalException if a part cannot start
     * @throws IOException if the tenants' external ids cannot be read
     */
    public static LocalDelivery start(Path root, List<ExportSpec> exports, String bootstrapServers) throws IOException {
        Closing closing = new Closing();
        DataFolder folder = closing.add(DataFolder.open(root));
        start(folder, exports, bootstrapServers, closing);
        return new LocalDelivery(folder, closing);
    }

    /** Starts the same in a folder that is open already; {@code closing} ends it. */
    static void start(DataFolder folder, List<ExportSpec> exports, String bootstrapServers, Closing closing)
            throws IOException {
        LocalIam iam = new LocalIam(Clock.systemUTC());
        LocalStore store = closing.add(LocalStore.start(folder.buckets(), iam));
        LocalSts sts = closing.add(LocalSts.start(iam));
        ExternalIds externalIds = ExternalIds.read(folder.root())
                .completedFor(LocalGrants.byTenant(exports).keySet());
        AccessKey platformKey = AccessKey.generate();
        LocalGrants.apply(exports, externalIds, store, iam, platformKey);
        EmbeddedConnect connect = closing.add(EmbeddedConnect.start(bootstrapServers, connectConfig()));
        connect.putConnector(LocalSink.NAME, LocalSink.render(exports, externalIds, store, sts, folder, platformKey));
    }

    /** What Connect needs to read the platform's key from a file. */
    static Map<String, String> connectConfig() {
        return Map.of("config.providers", "file", "config.providers.file.class", FileConfigProvider.class.getName());
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
