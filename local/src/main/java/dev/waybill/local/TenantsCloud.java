package dev.waybill.local;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.KeyFile;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What tenants have at AWS, on this machine: a store with their buckets and a token service with their roles. */
final class TenantsCloud implements AutoCloseable {
    private final DataFolder folder;
    private final LocalIam iam;
    private final LocalStore store;
    private final LocalSts sts;
    private final AccessKey platformKey = AccessKey.generate();

    private TenantsCloud(DataFolder folder, LocalIam iam, LocalStore store, LocalSts sts) {
        this.folder = folder;
        this.iam = iam;
        this.store = store;
        this.sts = sts;
    }

    /** @throws dev.waybill.cloud.LocalException if one of the servers cannot start */
    static TenantsCloud start(DataFolder folder, Clock clock) {
        LocalIam iam = new LocalIam(clock);
        LocalStore store = LocalStore.start(folder.buckets(), iam);
        try {
            return new TenantsCloud(folder, iam, store, LocalSts.start(iam));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Makes the buckets and roles that the exports name.
     *
     * @param externalIds of the tenants, which their roles demand
     * @param bootstrapServers of the cluster that has the catalog
     * @return the configuration of Waybill's sink, with which it delivers there
     */
    Map<String, String> grant(List<ExportSpec> exports, ExternalIds externalIds, String bootstrapServers) {
        LocalGrants.apply(exports, externalIds, store, iam, platformKey);
        return LocalSink.render(bootstrapServers, store, sts, folder, platformKey);
    }

    /** Makes what further exports name, for the sink that was configured before; what is there stays. */
    void grantMore(List<ExportSpec> exports, ExternalIds externalIds) {
        LocalGrants.apply(exports, externalIds, store, iam, platformKey);
        addReaders(exports);
    }

    /** Grants the keys in the data folder, one for each bucket, to read it; those that are missing are made. */
    void addReaders(List<ExportSpec> exports) {
        KeyFile.complete(folder.readerKeys(), LocalGrants.buckets(exports)).forEach(iam::addReader);
    }

    URI s3() {
        return store.endpoint();
    }

    URI sts() {
        return sts.endpoint();
    }

    @Override
    public void close() {
        sts.close();
        store.close();
    }
}
