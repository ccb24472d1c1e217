package dev.waybill.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that is measured from outside. It says what it has to say in lines {@code >WORD TEXT} on its standard output;
 * all else that it prints goes to its log.
 */
final class MeasuredChild implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long END_SECONDS = 40;
    private static final long LOOK_MILLIS = 20;

    private final Process process;
    private final Path log;
    private final Thread reader;
    private final Map<String, BlockingQueue<String>> said = new ConcurrentHashMap<>();
    private Duration cpu = Duration.ZERO;
    private long peakMib;

    private MeasuredChild(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.reader = new Thread(this::read, "output of " + log.getFileName());
    }

    /**
     * Starts a main class of this class path.
     *
     * @param log gets what it prints, and its own log
     */
    static MeasuredChild start(Path log, List<String> jvm, Class<?> main, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        MeasuredChild child = new MeasuredChild(process, log);
        child.reader.setDaemon(true);
        child.reader.start();
        return child;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(">")) {
                    String[] words = line.substring(1).split(" ", 2);
                    queue(words[0]).add(words.length == 2 ? words[1] : "");
                } else {
                    out.println(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BlockingQueue<String> queue(String word) {
        return said.computeIfAbsent(word, any -> new LinkedBlockingQueue<>());
    }

    /** What it says next under this word; waits for it. */
    String await(String word) throws InterruptedException {
        return await(word, PATIENCE).orElseThrow(() -> new IllegalStateException("no " + word + " from " + log));
    }

    /** The same; empty if it does not come in time. */
    Optional<String> await(String word, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end) {
            String text = queue(word).poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (text != null) {
                return Optional.of(text);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended with " + process.exitValue() + "; its log is " + log);
            }
        }
        return Optional.empty();
    }

    /** Writes a line to its standard input. */
    void tell(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    /** CPU time that it has used, as of now, or shortly before its end. */
    Duration cpu() {
        cpu = process.info().totalCpuDuration().orElse(cpu);
        return cpu;
    }

    /** Memory that it has now, or a number of {@code /proc/PID/status} by another name; MiB. */
    long mib(String name) {
        return status(name) / 1024;
    }

    /** A number of {@code /proc/PID/status}, as it stands there; 0 of a process that has ended. */
    long status(String name) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Files, sockets and the like that it has open; 0 of a process that has ended. */
    long handles() {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return open.count();
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Ends it as a machine that fails does. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitLast();
    }

    /** The most memory that it ever had, MiB. */
    long peakMib() {
        peakMib = Math.max(peakMib, mib("VmHWM"));
        return peakMib;
    }

    /** Waits for its end, and looks at what it uses until then. */
    int awaitEnd() throws InterruptedException {
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            cpu();
            peakMib();
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        // Its handle, since the process itself would close the pipe by which it says what it says while it ends.
        process.toHandle().destroy();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.toHandle().destroyForcibly();
        }
        awaitLast();
    }

    /** Waits for its end, and until its log has all. */
    private void awaitLast() throws InterruptedException {
        process.waitFor();
        reader.join();
    }
}
