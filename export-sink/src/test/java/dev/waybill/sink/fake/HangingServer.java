package dev.waybill.sink.fake;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts connections and never comes to an end with any of them. */
public final class HangingServer implements Closeable {
    /** What it does with a connection. */
    public enum Manner {
        /** Reads nothing, writes nothing: a client that sends much is stuck in sending. */
        SILENT(""),
        DRIPPING_HEADERS("HTTP/1.1 200 OK\r\nX-Slow: "),
        DRIPPING_BODY("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 1000000\r\n\r\n"),
        DRIPPING_CHUNK("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\nFFFFF\r\n"),
        DRIPPING_ERROR("HTTP/1.1 400 Bad Request\r\nContent-Type: text/xml\r\nContent-Length: 1000000\r\n\r\n<Error>"),
        DRIPPING_BAD_GATEWAY("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 1000000\r\n\r\n");

        private final String start;

        Manner(String start) {
            this.start = start;
        }

        /** Whether a client gets a status and all headers. */
        public boolean answers() {
            return start.contains("\r\n\r\n");
        }
    }

    private static final long DRIP_MILLIS = 50;

    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Manner manner;

    public HangingServer(Manner manner) {
        this.manner = manner;
        try {
            server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
        if (manner != Manner.SILENT) {
            start(this::drip);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** How many connections it has been given. */
    public int connections() {
        return connections.size();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "hanging-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                if (!manner.start.isEmpty()) {
                    connection.getOutputStream().write(manner.start.getBytes(StandardCharsets.US_ASCII));
                }
                connections.add(connection);
            } catch (IOException e) {
                // The client was quicker, or the test is over.
            }
        }
    }

    private void drip() {
        while (!server.isClosed()) {
            for (Socket connection : connections) {
                try {
                    connection.getInputStream().skip(connection.getInputStream().available());
                    connection.getOutputStream().write(' ');
                } catch (IOException e) {
                    // The client has gone.
                }
            }
            try {
                Thread.sleep(DRIP_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
