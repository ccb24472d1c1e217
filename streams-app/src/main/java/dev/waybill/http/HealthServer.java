package dev.waybill.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves {@code /livez} (the process should not be killed), {@code /readyz} (a rollout may go on) and {@code /metrics}
 * over plain HTTP, without authentication: bind it to loopback or to a network that only the platform reaches.
 *
 * <p>A client that sends half a request, or does not read its answer, holds no thread, and its connection ends after
 * {@link #LONGEST_CONNECTION}: whoever asks beside it is answered at once.
 */
public final class HealthServer implements AutoCloseable {
    /** For a request and its answer together; Prometheus asks again after less. */
    static final Duration LONGEST_CONNECTION = Duration.ofSeconds(30);

    /** Two wait for connections and requests, the others answer. */
    private static final int THREADS = 8;

    private final Server server;
    private final ServerConnector connector;

    private HealthServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * What is served.
     *
     * @param live what must hold for the process to be left alone
     * @param ready what must hold for it to be ready, beside what {@code live} says
     * @param notes what an operator should know although the process is ready
     * @param metrics the metrics in Prometheus's text format
     */
    public record Content(
            List<HealthCheck> live, List<HealthCheck> ready, Supplier<List<String>> notes, Supplier<String> metrics) {
        public Content {
            live = List.copyOf(live);
            ready = List.copyOf(ready);
        }
    }

    /**
     * Starts to serve.
     *
     * @param address to listen on; port 0 for any free one
     * @throws HealthServerException if it cannot listen there
     */
    public static HealthServer start(InetSocketAddress address, Content content) {
        return start(address, content, LONGEST_CONNECTION);
    }

    static HealthServer start(InetSocketAddress address, Content content, Duration longestConnection) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("waybill-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setPersistentConnectionsEnabled(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setReuseAddress(true);
        connector.addBean(new ShortConnections(connector.getScheduler(), longestConnection));
        server.addConnector(connector);
        server.setHandler(new HealthPages(content));
        server.setErrorHandler(HealthPages::malformed);
        listen(server, address);
        return new HealthServer(server, connector);
    }

    private static void listen(Server server, InetSocketAddress address) {
        String where = address.getHostString() + ":" + address.getPort();
        if (address.isUnresolved()) {
            throw new HealthServerException(
                    "cannot listen on " + where + ": the host name is unknown; correct http.address", null);
        }
        try {
            server.start();
        } catch (IOException e) {
            throw new HealthServerException("cannot listen on " + where + reason(e), e);
        } catch (Exception e) {
            throw new IllegalStateException("the health server does not start", e);
        }
    }

    private static String reason(IOException failure) {
        Throwable cause = failure.getCause() instanceof BindException ? failure.getCause() : failure;
        return cause instanceof BindException
                ? " (" + cause.getMessage() + "): stop what listens there, or set another http.port"
                : ": " + cause.getMessage();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the health server cannot be stopped", e);
        }
    }
}
