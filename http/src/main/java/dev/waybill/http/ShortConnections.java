package dev.waybill.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/** Ends every connection after a while, however busy it looks: a client can send a byte at a time for days. */
final class ShortConnections implements Connection.Listener {
    private final Scheduler scheduler;
    private final Duration longest;

    ShortConnections(Scheduler scheduler, Duration longest) {
        this.scheduler = scheduler;
        this.longest = longest;
    }

    @Override
    public void onOpened(Connection connection) {
        scheduler.schedule(() -> connection.getEndPoint().close(), longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
