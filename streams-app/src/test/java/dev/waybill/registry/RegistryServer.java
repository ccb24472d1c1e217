package dev.waybill.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** As much of a schema registry's REST API as serializers and lookups use, on a free loopback port. */
final class RegistryServer implements AutoCloseable {
    private static final Pattern REGISTER = Pattern.compile("/subjects/([^/]+)/versions");
    private static final Pattern VERSION = Pattern.compile("/subjects/([^/]+)/versions/(\\d+)");
    private static final Pattern ID = Pattern.compile("/schemas/ids/(\\d+)");

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpServer server;
    private final List<ObjectNode> schemas = new CopyOnWriteArrayList<>();
    private final Map<String, List<ObjectNode>> subjects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile int failure;
    private volatile String failureBody = "";

    RegistryServer() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    RegistryServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Registers the schema in {@code body}, as a client would post it, and returns its id. */
    int register(String subject, ObjectNode body) {
        synchronized (schemas) {
            int known = schemas.indexOf(body);
            if (known < 0) {
                schemas.add(body);
                known = schemas.size() - 1;
            }
            List<ObjectNode> versions = subjects.computeIfAbsent(subject, any -> new ArrayList<>());
            if (!versions.contains(body)) {
                versions.add(body);
            }
            return known + 1;
        }
    }

    int register(String subject, String schema) {
        return register(subject, mapper.createObjectNode().put("schema", schema));
    }

    /** Answers every request with this status and body; 0 ends that. */
    void failWith(int status, String body) {
        failureBody = body;
        failure = status;
    }

    /** Paths with queries, in the order they were asked. */
    List<String> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            requests.add(exchange.getRequestURI().toString());
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(authorization == null ? "none" : authorization);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (failure != 0) {
                send(exchange, failure, failureBody.getBytes(UTF_8));
                return;
            }
            JsonNode answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
            if (answer == null) {
                send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}".getBytes(UTF_8));
            } else {
                send(exchange, 200, mapper.writeValueAsBytes(answer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable JsonNode answer(String method, String path, byte[] body) throws IOException {
        Matcher register = REGISTER.matcher(path);
        if (method.equals("POST") && register.matches()) {
            ObjectNode posted = (ObjectNode) mapper.readTree(body);
            posted.retain("schema", "schemaType", "references");
            if (posted.path("references").isEmpty()) {
                posted.remove("references");
            }
            return mapper.createObjectNode().put("id", register(register.group(1), posted));
        }
        Matcher id = ID.matcher(path);
        if (id.matches()) {
            int wanted = Integer.parseInt(id.group(1));
            return wanted < 1 || wanted > schemas.size() ? null : schemas.get(wanted - 1);
        }
        Matcher version = VERSION.matcher(path);
        if (version.matches()) {
            List<ObjectNode> versions = subjects.getOrDefault(version.group(1), List.of());
            int wanted = Integer.parseInt(version.group(2));
            return wanted < 1 || wanted > versions.size()
                    ? null
                    : versions.get(wanted - 1)
                            .deepCopy()
                            .put("subject", version.group(1))
                            .put("version", wanted)
                            .put("id", schemas.indexOf(versions.get(wanted - 1)) + 1);
        }
        return null;
    }

    ObjectNode schema(String type, String text) {
        return mapper.createObjectNode().put("schemaType", type).put("schema", text);
    }

    ObjectNode schemaWithReference(String schema, String name, String subject, int version) {
        ObjectNode body = mapper.createObjectNode().put("schema", schema);
        ArrayNode references = body.putArray("references");
        references.addObject().put("name", name).put("subject", subject).put("version", version);
        return body;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
