package dev.waybill.local;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/** What the cluster's metadata say of a broker that may have been killed. */
final class FormerBroker implements MetadataPublisher {
    private final int nodeId;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    FormerBroker(int nodeId) {
        this.nodeId = nodeId;
    }

    /** Done as soon as the controller has fenced it: it leads no partition any more; at once where there was none. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    @Override
    public String name() {
        return "FormerBroker";
    }

    @Override
    public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
        BrokerRegistration broker = image.cluster().broker(nodeId);
        if (broker == null || broker.fenced()) {
            gone.complete(null);
        }
    }
}
