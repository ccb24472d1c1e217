package dev.waybill.control.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/** As much of Connect's REST interface as the reconciler uses, from memory. */
final class FakeConnect implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String RUNNING = "RUNNING";

    /** Configurations by connector. */
    final Map<String, Map<String, String>> configs = new TreeMap<>();
    /** Traces with which a connector's one task fails, one after another; after the last, or none, it runs. */
    final Map<String, Deque<String>> failures = new TreeMap<>();
    /** What changes, and whoever asks for it, in order; looks are not among it. */
    final List<String> calls = new ArrayList<>();
    /** Answers that come instead of the next ones: status and message. */
    final Deque<Map.Entry<Integer, String>> instead = new ArrayDeque<>();
    /** States that a connector and its tasks are in, one look after another; the last one stays; empty for none. */
    final Map<String, Deque<String>> states = new TreeMap<>();
    /** Connectors of which only the state is shown: they are just being deleted. */
    final Set<String> goes = new TreeSet<>();
    /** How often a connector has no task yet when it is looked at. */
    int tasksComeAfter;

    Optional<String> login = Optional.empty();
    int looks;

    private final HttpServer server;

    FakeConnect() throws IOException {
        this(HttpServer.create(ANY_PORT, 0));
    }

    private FakeConnect(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that shows a certificate. */
    static FakeConnect withTls(SSLContext certificate) throws IOException {
        HttpsServer server = HttpsServer.create(ANY_PORT, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return new FakeConnect(server);
    }

    URI uri() {
        return URI.create((server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        if (method.equals("GET")) {
            looks++;
        } else {
            calls.add(method + " " + path + (query.isEmpty() ? "" : "?" + query));
        }
        if (!login.equals(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")))) {
            send(exchange, 401, message(401, "who are you?"));
        } else if (!instead.isEmpty() && !method.equals("GET")) {
            Map.Entry<Integer, String> other = instead.remove();
            send(exchange, other.getKey(), message(other.getKey(), other.getValue()));
        } else if (method.equals("GET") && path.equals("/connectors") && query.equals("expand=info&expand=status")) {
            send(exchange, 200, all());
        } else {
            change(exchange, method, path.split("/"));
        }
    }

    private void change(HttpExchange exchange, String method, String[] path) throws IOException {
        String name = URLDecoder.decode(path[2], StandardCharsets.UTF_8);
        if (method.equals("PUT") && path[3].equals("config")) {
            Map<String, String> config = new TreeMap<>();
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            body.fields()
                    .forEachRemaining(
                            entry -> config.put(entry.getKey(), entry.getValue().asText()));
            boolean isNew = configs.put(name, config) == null;
            send(exchange, isNew ? 201 : 200, body);
        } else if (method.equals("DELETE")) {
            send(exchange, configs.remove(name) == null ? 404 : 204, JSON.nullNode());
        } else if (method.equals("POST") && path[3].equals("restart")) {
            failures.getOrDefault(name, new ArrayDeque<>()).poll();
            send(exchange, 202, JSON.createObjectNode());
        } else {
            send(exchange, 405, message(405, "no such call"));
        }
    }

    private ObjectNode all() {
        ObjectNode all = JSON.createObjectNode();
        boolean tasks = tasksComeAfter-- <= 0;
        configs.forEach((name, config) -> {
            ObjectNode connector = all.putObject(name);
            if (!goes.contains(name)) {
                connector.putObject("info").set("config", JSON.valueToTree(config));
            }
            String state = state(name);
            if (state.isEmpty()) {
                return;
            }
            ObjectNode status = connector.putObject("status");
            status.putObject("connector").put("state", state).put("worker_id", "w:8083");
            var list = status.putArray("tasks");
            if (tasks && !state.equals("STOPPED")) {
                String trace = failures.getOrDefault(name, new ArrayDeque<>()).peek();
                ObjectNode task = list.addObject().put("id", 0).put("worker_id", "w:8083");
                if (trace == null) {
                    task.put("state", state);
                } else {
                    task.put("state", "FAILED").put("trace", trace);
                }
            }
        });
        return all;
    }

    private String state(String name) {
        Deque<String> all = states.getOrDefault(name, new ArrayDeque<>(List.of(RUNNING)));
        return all.size() > 1 ? all.remove() : all.element();
    }

    private static ObjectNode message(int status, String message) {
        return JSON.createObjectNode().put("error_code", status).put("message", message);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.isNull() ? new byte[0] : JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
