package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cloud.LocalException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConnectorsApiTest {
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
