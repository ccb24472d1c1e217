package dev.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MeasuredChildTest {
    @Test
    @Timeout(120)
    void theLogHasWhatAProcessSaysWhileItEnds(@TempDir Path folder) throws Exception {
        // Given
        Path log = folder.resolve("log");
        MeasuredChild child = MeasuredChild.start(log, List.of("-Xmx64m"), Talkative.class, List.of());
        child.await("ready");

        // When
        child.close();

        // Then
        assertThat(log).hasContent("it ends\nit has ended");
    }

    /** Runs until it is stopped, and says that it does. */
    static final class Talkative {
        private Talkative() {}

        public static void main(String[] arguments) throws IOException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println("it ends");
                System.out.println("it has ended");
            }));
            System.out.println(">ready");
            while (System.in.read() >= 0) {
                // Nobody says anything.
            }
        }
    }
}
