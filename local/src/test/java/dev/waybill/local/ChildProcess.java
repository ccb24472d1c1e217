package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link KilledStreams}, or another program, in a process of its own; its output goes to a file. */
final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param root the folder with the tenants and the registry
     * @param state the folder of its state
     * @param options see {@link KilledStreams}
     */
    static ChildProcess start(String bootstrapServers, Path root, Path state, Path log, Map<String, String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledStreams.class.getName(),
                bootstrapServers,
                root.toString(),
                state.toString()));
        options.forEach((key, value) -> command.add(key + "=" + value));
        return start(new ProcessBuilder(command), log);
    }

    /** Starts any other; what it prints goes to the file. */
    static ChildProcess start(ProcessBuilder command, Path log) throws IOException {
        return new ChildProcess(
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /** Fails where the process has ended by itself, with what it printed. */
    void requireAlive() {
        assertThat(process.isAlive())
                .as(() -> "the process of " + log + " lives; it printed\n" + contentOf(log.toFile()))
                .isTrue();
    }

    /** Lets it run for a while; this is no wait for something to happen. */
    void runFor(Duration duration) throws InterruptedException {
        process.waitFor(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM: it closes its tasks and leaves. Answers the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return end();
    }

    /** Waits for its end. Answers the exit code. */
    int end() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES))
                .as("the process of %s ends", log)
                .isTrue();
        return process.exitValue();
    }

    /** What it has printed so far. */
    List<String> output() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
