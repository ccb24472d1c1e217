package dev.waybill.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds loopback ports for servers that must know their port before they bind it. */
public final class FreePort {
    public static final String HOST = "127.0.0.1";

    private FreePort() {}

    /** A port that was free a moment ago; another process may still take it first. */
    public static int find() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
    }

    /**
     * Makes sure that nobody listens on the port.
     *
     * @throws LocalException caused by a {@link BindException} if it is taken
     */
    public static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new LocalException(
                    "the port " + port + " on " + HOST
                            + " is in use; stop the program that listens there or choose another",
                    e);
        }
    }
}
