package dev.waybill.registry;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each request in part, and then no more, until the client goes away. */
final class StallingServer implements AutoCloseable {
    enum Stall {
        BEFORE_THE_HEADERS,
        IN_THE_HEADERS,
        BEFORE_THE_BODY,
        IN_THE_BODY,
        /** Sends as fast as it can, without end. */
        NEVER
    }

    private static final String HEADERS = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String BODY = "Content-Length: 20000000\r\n\r\n";

    private final ServerSocket socket;
    private final Stall stall;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger closed = new AtomicInteger();

    private StallingServer(ServerSocket socket, Stall stall) {
        this.socket = socket;
        this.stall = stall;
    }

    static StallingServer start(Stall stall) throws IOException {
        StallingServer server = new StallingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), stall);
        server.threads.execute(server::accept);
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Waits until clients have closed so many connections. */
    void awaitClosed(int connections) {
        await().atMost(Duration.ofSeconds(30)).until(() -> closed.get() >= connections);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> answer(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            OutputStream out = client.getOutputStream();
            out.write(
                    switch (stall) {
                        case BEFORE_THE_HEADERS -> new byte[0];
                        case IN_THE_HEADERS -> bytes(HEADERS);
                        case BEFORE_THE_BODY -> bytes(HEADERS + BODY);
                        case IN_THE_BODY, NEVER -> bytes(HEADERS + BODY + "{");
                    });
            out.flush();
            byte[] more = bytes("1".repeat(8_192));
            while (stall == Stall.NEVER) {
                out.write(more);
            }
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {
                // the request, and then nothing until the client closes
            }
            closed.incrementAndGet();
        } catch (IOException e) {
            closed.incrementAndGet();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
