package dev.waybill.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A security token service on the loopback interface that answers {@code AssumeRole} and {@code GetCallerIdentity} in
 * AWS's query protocol. It verifies signatures, trust policies and external ids; what it issues, {@link LocalStore}
 * accepts.
 */
public final class LocalSts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSts.class);

    private final HttpServer server;
    private final ExecutorService threads;
    private final StsCaller caller;
    private final AssumeRole assumeRole;

    private LocalSts(HttpServer server, ExecutorService threads, LocalIam iam) {
        this.server = server;
        this.threads = threads;
        this.caller = new StsCaller(iam);
        this.assumeRole = new AssumeRole(iam);
    }

    /** Serves on a free port. */
    public static LocalSts start(LocalIam iam) {
        return start(iam, 0);
    }

    /**
     * Serves the users and roles of {@code iam}.
     *
     * @param port 0 for a free one
     * @throws LocalException if the port is in use
     */
    public static LocalSts start(LocalIam iam, int port) {
        return start(iam, new InetSocketAddress(FreePort.HOST, port));
    }

    /** Serves as {@link #start(LocalIam, int)} does, to whoever reaches this address. */
    public static LocalSts start(LocalIam iam, InetSocketAddress address) {
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new LocalException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage()
                            + "; choose another port",
                    e);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "local-sts");
            thread.setDaemon(true);
            return thread;
        });
        LocalSts sts = new LocalSts(server, threads, iam);
        server.createContext("/", sts::handle);
        server.setExecutor(threads);
        server.start();
        return sts;
    }

    public URI endpoint() {
        return URI.create("http://" + FreePort.HOST + ":" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String requestId = UUID.randomUUID().toString();
            try {
                answer(exchange, 200, answerTo(SignedRequest.read(exchange), requestId));
            } catch (AwsError e) {
                answer(exchange, e.status(), StsXml.error(e, requestId));
            } catch (RuntimeException e) {
                LOG.warn("the local token service failed", e);
                AwsError error = new AwsError(500, "InternalFailure", "The local token service failed.");
                answer(exchange, error.status(), StsXml.error(error, requestId));
            }
        }
    }

    private String answerTo(SignedRequest request, String requestId) {
        Map<String, String> parameters = request.parameters();
        Identity identity = caller.of(request);
        String action = parameters.getOrDefault("Action", "");
        return switch (action) {
            case "AssumeRole" -> StsXml.session(assumeRole.answer(identity, parameters), requestId);
            case "GetCallerIdentity" -> StsXml.identity(identity, requestId);
            default -> throw new AwsError(400, "InvalidAction", "This service knows AssumeRole and GetCallerIdentity.");
        };
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
