package dev.waybill.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /livez} (the process should not be killed), {@code /readyz} (a rollout may go on) and {@code /metrics}.
 * Without TLS and a login: bind it to loopback or to a network that only the platform reaches. With a login, health
 * checks without one get the answer without its reasons, so that probes need no secret.
 *
 * <p>A client that sends half a request, or does not read its answer, holds no thread, and its connection ends after
 * {@link #LONGEST_CONNECTION}: whoever asks beside it is answered at once.
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);

    /** For a request and its answer together; Prometheus asks again after less. */
    static final Duration LONGEST_CONNECTION = Duration.ofSeconds(30);

    /** How often the files of a certificate are looked at. */
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    /** Two wait for connections and requests, the others answer. */
    private static final int THREADS = 8;

    private final Server server;
    private final ServerConnector connector;
    private final Optional<RenewedCertificate> certificate;

    private HealthServer(Server server, ServerConnector connector, Optional<RenewedCertificate> certificate) {
        this.server = server;
        this.connector = connector;
        this.certificate = certificate;
    }

    /** How often and how long the server does what it does; other values are for tests. */
    record Pace(Duration longestConnection, Duration renewal) {
        static final Pace USUAL = new Pace(LONGEST_CONNECTION, RENEWAL);
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
     * @throws HealthServerException if it cannot listen there, or its certificate cannot be read
     */
    public static HealthServer start(Listener listener, Content content) {
        return start(listener, content, Pace.USUAL);
    }

    static HealthServer start(Listener listener, Content content, Pace pace) {
        if (listener.login().isPresent() && listener.tls().isEmpty()) {
            LOG.warn("the login for metrics is asked for without TLS: whoever reads the network reads it; name a"
                    + " certificate with http.tls, metrics.tls or --health-tls");
        }
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("waybill-http");
        threads.setDaemon(true);
        Scheduler scheduler = new ScheduledExecutorScheduler("waybill-http-timer", true);
        Server server = new Server(threads, scheduler, null);
        HttpConfiguration config = new HttpConfiguration();
        config.setSendServerVersion(false);
        config.setPersistentConnectionsEnabled(false);
        HttpConnectionFactory http = new HttpConnectionFactory(config);
        Optional<RenewedCertificate> certificate = listener.tls().map(files -> certificate(files, scheduler, pace));
        ServerConnector connector = certificate
                .map(shown -> new ServerConnector(
                        server, 1, 1, new SslConnectionFactory(shown.factory(), HttpVersion.HTTP_1_1.asString()), http))
                .orElseGet(() -> new ServerConnector(server, 1, 1, http));
        connector.setHost(listener.address().getHostString());
        connector.setPort(listener.address().getPort());
        connector.setReuseAddress(true);
        connector.addBean(new ShortConnections(scheduler, pace.longestConnection()));
        certificate.ifPresent(connector::addBean);
        server.addConnector(connector);
        HealthPages pages = new HealthPages(
                content, listener.address(), listener.login(), listener.tls().isPresent());
        server.setHandler(pages);
        server.setErrorHandler(pages::malformed);
        listen(server, listener.address());
        return new HealthServer(server, connector, certificate);
    }

    private static RenewedCertificate certificate(TlsFiles files, Scheduler scheduler, Pace pace) {
        try {
            return new RenewedCertificate(files, scheduler, pace.renewal());
        } catch (IllegalArgumentException e) {
            throw new HealthServerException("no TLS for health checks and metrics: " + e.getMessage(), e);
        }
    }

    private static void listen(Server server, InetSocketAddress address) {
        String where = address.getHostString() + ":" + address.getPort();
        if (address.isUnresolved()) {
            throw new HealthServerException(
                    "cannot listen on " + where + ": the host name is unknown; correct the address", null);
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
                ? " (" + cause.getMessage() + "): stop what listens there, or choose another port"
                : ": " + cause.getMessage();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    /** When the certificate that it shows expires; empty without TLS. */
    public Optional<Instant> certificateExpires() {
        return certificate.map(RenewedCertificate::expires);
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
