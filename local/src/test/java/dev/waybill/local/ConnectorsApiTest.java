package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.cloud.LocalException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConnectorsApiTest {
    private static final String RUNS = "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"state\":\"%s\"%s}]}";

    /** What the worker answers next: a status, and a body behind it. */
    private final Deque<String> answers = new ArrayDeque<>();

    private final List<String> calls = new ArrayList<>();
    private HttpServer server;
    private ConnectorsApi connect;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        connect = new ConnectorsApi(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksAgainUntilTheWorkerIsHealthy() {
        answers("500 starting", "200 {}");

        connect.awaitHealthy();

        assertThat(calls).containsExactly("GET /health", "GET /health");
    }

    @Test
    void putsAConnectorOnceTheWorkerHasRebalanced() {
        answers("409 rebalance", "201 {}");

        connect.put("waybill sink", Map.of("name", "waybill sink"));

        assertThat(calls)
                .containsExactly(
                        "PUT /connectors/waybill%20sink/config {\"name\":\"waybill sink\"}",
                        "PUT /connectors/waybill%20sink/config {\"name\":\"waybill sink\"}");
    }

    @Test
    void saysWhatTheWorkerDoesNotAccept() {
        answers("400 topics is missing");

        assertThatThrownBy(() -> connect.put("sink", Map.of()))
                .isInstanceOf(LocalException.class)
                .hasMessage("Connect refused to put the connector sink: 400 topics is missing");
    }

    @Test
    void aConnectorRunsOnceAllItsTasksDo() {
        answers(
                "404 no status yet",
                "200 {\"connector\":{\"state\":\"UNASSIGNED\"},\"tasks\":[]}",
                "200 {\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[]}",
                "200 " + RUNS.formatted("UNASSIGNED", ""),
                "200 " + RUNS.formatted("RUNNING", ""));

        connect.awaitRunning("sink");

        assertThat(calls).hasSize(5);
    }

    @Test
    void aTaskThatFailedIsNotWaitedFor() {
        answers("200 " + RUNS.formatted("FAILED", ",\"trace\":\"S3Exception: Access Denied\""));

        assertThatThrownBy(() -> connect.awaitRunning("sink"))
                .isInstanceOf(LocalException.class)
                .hasMessage("a connector failed: S3Exception: Access Denied");
    }

    @Test
    void anAnswerThatIsNotConnectsIsSaid() {
        answers("200 <html>");

        assertThatThrownBy(() -> connect.status("sink"))
                .isInstanceOf(LocalException.class)
                .hasMessage("Connect's answer is not JSON");
    }

    @Test
    void deletesAConnectorThatMayBeGone() {
        answers("409 rebalance", "204 ");
        connect.delete("sink");
        answers("404 no such connector");
        connect.delete("sink");

        assertThat(calls).hasSize(3).containsOnly("DELETE /connectors/sink");
    }

    @Test
    void saysWhatTheWorkerDoesNotDelete() {
        answers("500 broken");

        assertThatThrownBy(() -> connect.delete("sink"))
                .isInstanceOf(LocalException.class)
                .hasMessage("Connect refused to delete the connector sink: 500 broken");
    }

    @Test
    void saysWhereNobodyAnswers() {
        server.stop(0);

        assertThatThrownBy(() -> connect.status("sink"))
                .isInstanceOf(LocalException.class)
                .hasMessage("Connect does not answer at " + connect.base());
    }

    private void answers(String... next) {
        answers.addAll(List.of(next));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add((exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath() + " " + sent).strip());
        String[] next = answers.remove().split(" ", 2);
        byte[] body = next[1].getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(next[0]), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    @Timeout(60)
    void aWorkerThatDoesNotEndItsAnswerIsNotWaitedForLongerThanSaid() throws IOException {
        try (ServerSocket worker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerInPart(worker));
            answering.setDaemon(true);
            answering.start();
            URI uri = URI.create("http://127.0.0.1:" + worker.getLocalPort());

            assertThatThrownBy(() -> new ConnectorsApi(uri, Duration.ofMillis(200)).status("sink"))
                    .isInstanceOf(LocalException.class)
                    .hasMessage("Connect gives no whole answer at " + uri + " within PT0.2S");
        }
    }

    /** Headers and the first byte, and nothing more until the client goes away. */
    private static void answerInPart(ServerSocket worker) {
        try (Socket client = worker.accept()) {
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client has gone
        }
    }
}
