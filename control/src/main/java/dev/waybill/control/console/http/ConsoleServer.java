package dev.waybill.control.console.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Serves a site over HTTP/1.1, with TLS or without. A request's body is read before a thread works on it, and a client that
 * sends or reads slower than {@link #SLOWEST} bytes a second is cut off, so slow clients hold no threads. A large body is read
 * only of somebody who is known.
 */
public final class ConsoleServer implements AutoCloseable {
    private static final int THREADS = 40;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final long SLOWEST = 200;
    private static final int HEADER_BYTES = 16 << 10;
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final Server server;
    private final ServerConnector connector;
    private final ListenAddress listen;

    private ConsoleServer(Server server, ServerConnector connector, ListenAddress listen) {
        this.server = server;
        this.connector = connector;
        this.listen = listen;
    }

    /**
     * Starts to serve.
     *
     * @throws ConsoleServerException if it cannot listen there, or the certificate cannot be used
     */
    public static ConsoleServer start(ListenAddress listen, Site site) {
        return start(listen, site, IDLE);
    }

    /** @param idle how long a connection may be silent between two requests, or within one */
    static ConsoleServer start(ListenAddress listen, Site site, Duration idle) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("waybill-console");
        threads.setDaemon(true);
        Server server = new Server(threads);
        Optional<SslContextFactory.Server> tls = listen.tls().map(TlsIdentity::context);
        ServerConnector connector = new ServerConnector(server, 1, 1, factories(tls));
        connector.setHost(listen.address().getHostString());
        connector.setPort(listen.address().getPort());
        connector.setReuseAddress(true);
        connector.setIdleTimeout(idle.toMillis());
        server.addConnector(connector);
        Cookies cookies = listen.tls().isPresent() ? Cookies.OVER_TLS : Cookies.OVER_PLAIN_HTTP;
        List<Operation> operations = new ArrayList<>(site.operations());
        operations.add(new WhoAmI());
        operations.add(new OpenApiOperation(operations));
        ChangeTurns turns = new ChangeTurns();
        ApiFront api = new ApiFront(new Api(operations), site.access(), cookies, turns, site.clock());
        PageFront pages = new PageFront(site.pages(), site.views(), site.access(), cookies, turns);
        Supplier<Handler> fronts = () -> new FrontHandler(api, pages, site.observer());
        server.setHandler(new Handler.Sequence(
                new LargeBodies(site.access(), cookies, limited(FrontHandler.MAX_BODY, fronts.get())),
                limited(LargeBodies.SMALL, fronts.get())));
        server.setErrorHandler(FrontHandler::malformed);
        start(server, listen);
        tls.ifPresent(context ->
                renew(connector.getScheduler(), new TlsRenewal(listen.tls().orElseThrow(), context)));
        return new ConsoleServer(server, connector, listen);
    }

    private static Handler limited(int bytes, Handler handler) {
        SizeLimitHandler limited = new SizeLimitHandler(bytes, -1);
        limited.setHandler(handler);
        return limited;
    }

    /** Where it is, for a browser. */
    public URI uri() {
        String host = listen.address().getHostString();
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(
                (listen.tls().isPresent() ? "https" : "http") + "://" + bracketed + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the console cannot be stopped", e);
        }
    }

    private static void renew(Scheduler scheduler, TlsRenewal renewal) {
        scheduler.schedule(
                () -> {
                    renewal.look();
                    renew(scheduler, renewal);
                },
                RENEWAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static ConnectionFactory[] factories(Optional<SslContextFactory.Server> tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setMinRequestDataRate(SLOWEST);
        http.setMinResponseDataRate(SLOWEST);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (tls.isEmpty()) {
            return new ConnectionFactory[] {plain};
        }
        SecureRequestCustomizer secure = new SecureRequestCustomizer();
        // Whoever runs the console behind another name or an address has a certificate of that name.
        secure.setSniHostCheck(false);
        http.addCustomizer(secure);
        return new ConnectionFactory[] {new SslConnectionFactory(tls.get(), plain.getProtocol()), plain};
    }

    private static void start(Server server, ListenAddress listen) {
        InetSocketAddress address = listen.address();
        String where = address.getHostString() + ":" + address.getPort();
        if (address.isUnresolved()) {
            throw new ConsoleServerException("cannot listen on " + where + ": the host name is unknown", null);
        }
        try {
            server.start();
        } catch (IOException e) {
            Throwable cause = e.getCause() instanceof BindException ? e.getCause() : e;
            throw new ConsoleServerException(
                    "cannot listen on " + where + " (" + cause.getMessage()
                            + "): stop what listens there, or choose another port",
                    e);
        } catch (Exception e) {
            throw new ConsoleServerException("the console does not start: " + e.getMessage(), e);
        }
    }
}
