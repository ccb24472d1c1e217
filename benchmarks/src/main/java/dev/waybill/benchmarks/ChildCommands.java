package dev.waybill.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The other end of {@link MeasuredChild}: what a measured process is told, a line each on its standard input, and what it says.
 * Each command is answered by a line with its own word; {@code heap} by how many MiB are in use after a full collection. The
 * process ends with its standard input.
 */
final class ChildCommands {
    private ChildCommands() {}

    /**
     * Obeys on a thread of its own.
     *
     * @param more the first word of a command, and what answers the rest of its line
     */
    static Thread obey(Map<String, UnaryOperator<String>> more) {
        Thread commands = new Thread(() -> read(more), "commands");
        commands.setDaemon(true);
        commands.start();
        return commands;
    }

    private static void read(Map<String, UnaryOperator<String>> more) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 2);
                if (words[0].equals("heap")) {
                    System.gc();
                    say(
                            "heap",
                            ManagementFactory.getMemoryMXBean()
                                            .getHeapMemoryUsage()
                                            .getUsed()
                                    >> 20);
                } else {
                    UnaryOperator<String> command = Objects.requireNonNull(more.get(words[0]), words[0]);
                    say(words[0], command.apply(words.length == 2 ? words[1] : ""));
                }
            }
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(1);
    }

    static void say(String word, Object text) {
        System.out.println(">" + word + " " + text);
    }
}
