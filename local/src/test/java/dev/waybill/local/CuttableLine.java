package dev.waybill.local;

import dev.waybill.cloud.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a loopback port that can be cut: then its connections end, and new ones do, too, until it is mended. */
final class CuttableLine implements AutoCloseable {
    private final ServerSocket server;
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private CuttableLine(ServerSocket server, int to) {
        this.server = server;
        this.to = to;
    }

    /** Opens one from any free port, which {@link #from} says. */
    static CuttableLine to(int port) throws IOException {
        CuttableLine line = new CuttableLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        start(line::accept);
        return line;
    }

    /** {@code host:port} for clients. */
    String from() {
        return FreePort.HOST + ":" + server.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(CuttableLine::end);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                if (cut) {
                    end(client);
                } else {
                    connect(client);
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(Socket client) {
        try {
            Socket target = new Socket(InetAddress.getLoopbackAddress(), to);
            open.add(target);
            if (cut) {
                end(target);
            }
            start(() -> copy(client, target));
            start(() -> copy(target, client));
        } catch (IOException e) {
            end(client);
        }
    }

    /** Until one of them ends; then the other one does, too. */
    private void copy(Socket from, Socket into) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // The line was cut, or one side has ended it.
        }
        end(from);
        end(into);
        open.remove(from);
        open.remove(into);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cuttable-line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
