package dev.waybill.app.replay;

import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.delivery.CatalogView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The catalog as a replay sees it: one tenant's record, in which only what is delivered again is ruled, and that never
 * changes; settings and pauses as they are. Everything is decided.
 */
public final class ReplayCatalog implements CatalogView {
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private record Seen(CatalogSnapshot live, Knowledge ruled) {}

    private final Supplier<Knowledge> live;
    private final TenantRecord tenant;
    private volatile Seen seen;

    /**
     * Makes the view.
     *
     * @param live what is known of the catalog; costs nothing
     * @param tenant what rules
     */
    ReplayCatalog(Supplier<Knowledge> live, TenantRecord tenant) {
        this.live = live;
        this.tenant = tenant;
        this.seen = see(live.get());
    }

    /**
     * Reads the catalog itself; the caller closes what has read it.
     *
     * @param client settings of any client of the cluster
     * @throws dev.waybill.catalog.topic.CatalogException if it cannot be read
     */
    static CatalogReader read(Map<String, Object> client) {
        CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), client));
        try {
            reader.read(WITHIN);
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private Seen see(Knowledge known) {
        CatalogSnapshot ruled = known.snapshot().withTenants(List.of(tenant));
        return new Seen(known.snapshot(), new Knowledge(ruled, known.knownUpTo(), Long.MAX_VALUE));
    }

    @Override
    public Knowledge now() {
        Knowledge known = live.get();
        Seen last = seen;
        if (known.snapshot() != last.live()) {
            last = see(known);
            seen = last;
        }
        return last.ruled();
    }

    @Override
    public Knowledge awaitDecided(long epochMicros) {
        return now();
    }
}
