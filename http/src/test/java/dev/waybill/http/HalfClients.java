package dev.waybill.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients that send the same bytes, and then neither go on nor read until they are told. */
final class HalfClients implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    HalfClients(InetSocketAddress server, int count, String sent) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(20_000);
            socket.connect(server);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            sockets.add(socket);
        }
    }

    long connected() {
        return sockets.stream().filter(Socket::isConnected).count();
    }

    /** Waits until each is being answered, and reads no more than that. */
    void awaitAnswers() throws IOException {
        for (Socket socket : sockets) {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the server has closed the connection");
            }
        }
    }

    /** Waits until the server has closed all connections. */
    void awaitClosed() throws IOException {
        for (Socket socket : sockets) {
            while (socket.getInputStream().read() >= 0) {
                // an answer, if there is one
            }
        }
    }

    /** All that the server sends to the first. */
    String answer() throws IOException {
        return new String(sockets.get(0).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
