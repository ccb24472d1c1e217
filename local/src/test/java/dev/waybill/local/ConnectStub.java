package dev.waybill.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Kafka Connect's REST interface without a Connect: every connector runs with one task. */
final class ConnectStub implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> configs = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    private ConnectStub(HttpServer server) {
        this.server = server;
    }

    static ConnectStub start() throws IOException {
        ConnectStub stub = new ConnectStub(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        stub.server.createContext("/connectors", stub::answer);
        stub.server.start();
        return stub;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String name, Map<String, String> config) {
        configs.put(name, json.valueToTree(config));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        byte[] body = new byte[0];
        if (exchange.getRequestMethod().equals("PUT")) {
            configs.put(path[2], json.readTree(exchange.getRequestBody()));
        } else {
            Map<String, Object> all = new ConcurrentSkipListMap<>();
            Map<String, Object> running = Map.of("state", "RUNNING", "id", 0);
            configs.forEach((name, config) -> all.put(
                    name,
                    Map.of(
                            "info", Map.of("config", config),
                            "status", Map.of("connector", running, "tasks", new Object[] {running}))));
            body = json.writeValueAsString(all).getBytes(UTF_8);
        }
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
