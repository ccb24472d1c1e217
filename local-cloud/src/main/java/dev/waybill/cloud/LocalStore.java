package dev.waybill.cloud;

import dev.waybill.files.OwnerOnly;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An S3 store on the loopback interface whose buckets are the folders of one folder. Every request must be signed with a
 * key that {@link LocalIam} knows and must be permitted there; session tokens are checked. Only path-style addresses.
 * At its start it removes what uploads of a killed process have left: files named like an object, a dash and a UUID.
 */
public final class LocalStore implements AutoCloseable {
    private static final int MAX_THREADS = 32;
    /** The object's name, with an extension, and a UUID. */
    private static final Pattern UNFINISHED_UPLOAD =
            Pattern.compile(".*\\.[a-z0-9]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.DOTALL);

    private static final long STOP_TIMEOUT_MILLIS = 3_000;

    private final Path folder;
    private final Map<String, LocalBucket> buckets;
    private final Server server;
    private final ServerConnector connector;

    private LocalStore(Path folder, Map<String, LocalBucket> buckets, Server server, ServerConnector connector) {
        this.folder = folder;
        this.buckets = buckets;
        this.server = server;
        this.connector = connector;
    }

    /** Serves the buckets in {@code folder}, which is made if it is missing, on a free port. */
    public static LocalStore start(Path folder, LocalIam iam) {
        return start(folder, iam, 0);
    }

    /**
     * Serves the buckets in {@code folder}, which is made if it is missing.
     *
     * @param port 0 for a free one
     * @throws LocalException if the folder cannot be written to or the port is in use
     */
    public static LocalStore start(Path folder, LocalIam iam, int port) {
        return start(folder, iam, new InetSocketAddress(FreePort.HOST, port));
    }

    /** Serves as {@link #start(Path, LocalIam, int)} does, to whoever reaches this address. */
    public static LocalStore start(Path folder, LocalIam iam, InetSocketAddress address) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("local-store");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        // Object names may hold what a strict server refuses: encoded slashes, empty segments.
        http.setHttpCompliance(HttpCompliance.LEGACY);
        http.setUriCompliance(UriCompliance.LEGACY);
        http.setHeaderCacheCaseSensitive(true);
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        server.setStopTimeout(STOP_TIMEOUT_MILLIS);
        Map<String, LocalBucket> buckets = new ConcurrentHashMap<>();
        try {
            OwnerOnly.createFolders(folder);
            removeUnfinishedUploads(folder);
            ServletContextHandler context = new ServletContextHandler();
            context.addServlet(
                    new ServletHolder(new StoreServlet(
                            folder.toRealPath(), iam, name -> buckets.getOrDefault(name, LocalBucket.PLAIN))),
                    "/*");
            server.setHandler(context);
            server.start();
        } catch (Exception e) {
            throw new LocalException(
                    "cannot serve the folder " + folder + " on port " + address.getPort() + ": " + e.getMessage(), e);
        }
        return new LocalStore(folder, buckets, server, connector);
    }

    /** S3Proxy writes beside the object and renames; what a killed process left would be listed as an object. */
    private static void removeUnfinishedUploads(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (UNFINISHED_UPLOAD.matcher(file.toString()).matches()) {
                    Files.delete(file);
                }
            }
        }
    }

    public URI endpoint() {
        return URI.create("http://" + FreePort.HOST + ":" + connector.getLocalPort());
    }

    /** Makes the bucket unless it exists. */
    public void createBucket(String name) {
        try {
            OwnerOnly.createFolders(bucketFolder(name));
        } catch (IOException e) {
            throw new LocalException("cannot make the bucket " + name + " in " + folder, e);
        }
    }

    /** Makes the bucket unless it exists, and gives it these settings. */
    public void createBucket(String name, LocalBucket settings) {
        createBucket(name);
        buckets.put(name, settings);
    }

    /** Where the bucket's objects lie on disk. */
    public Path bucketFolder(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new LocalException("cannot stop the local store: " + e.getMessage(), e);
        }
    }
}
