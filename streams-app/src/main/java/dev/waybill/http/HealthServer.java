package dev.waybill.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Serves {@code /livez} (the process should not be killed), {@code /readyz} (a rollout may go on) and {@code /metrics}
 * over plain HTTP, without authentication: bind it to loopback or to a network that only the platform reaches.
 */
public final class HealthServer implements AutoCloseable {
    /** Enough for two probes while scrapes are slow. */
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to serve.
     *
     * @param address to listen on; port 0 for any free one
     * @param live what must hold for the process to be left alone
     * @param ready what must hold for it to be ready, beside what {@code live} says
     * @param metrics the metrics in Prometheus's text format
     * @throws HealthServerException if it cannot listen there
     */
    public static HealthServer start(
            InetSocketAddress address, List<HealthCheck> live, List<HealthCheck> ready, Supplier<String> metrics) {
        HttpServer server = listen(address);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "waybill-http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", new GetOnly(path -> Answer.NOT_FOUND));
        server.createContext("/livez", new GetOnly(exact("/livez", () -> Answer.health(live))));
        server.createContext("/readyz", new GetOnly(exact("/readyz", () -> Answer.health(both(live, ready)))));
        server.createContext("/metrics", new GetOnly(exact("/metrics", () -> Answer.metrics(metrics.get()))));
        server.start();
        return new HealthServer(server, threads);
    }

    private static List<HealthCheck> both(List<HealthCheck> live, List<HealthCheck> ready) {
        return Stream.concat(live.stream(), ready.stream()).toList();
    }

    /** The JDK's server takes a context for everything that begins with its path. */
    private static GetOnly.Pages exact(String path, Supplier<Answer> answer) {
        return asked -> asked.equals(path) ? answer.get() : Answer.NOT_FOUND;
    }

    private static HttpServer listen(InetSocketAddress address) {
        String where = address.getHostString() + ":" + address.getPort();
        try {
            return HttpServer.create(address, 0);
        } catch (BindException e) {
            throw new HealthServerException(
                    "cannot listen on " + where + " (" + e.getMessage()
                            + "): stop what listens there, or set another http.port",
                    e);
        } catch (UnresolvedAddressException e) {
            throw new HealthServerException(
                    "cannot listen on " + where + ": the host name is unknown; correct http.address", e);
        } catch (IOException e) {
            throw new HealthServerException("cannot listen on " + where + ": " + e.getMessage(), e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
