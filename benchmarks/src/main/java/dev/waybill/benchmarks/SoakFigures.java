package dev.waybill.benchmarks;

import static dev.waybill.benchmarks.SoakProcesses.ALL;
import static dev.waybill.benchmarks.SoakProcesses.STORE;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What {@link Soak} sees at once, by the names in its table. */
final class SoakFigures {
    private static final double MIB = 1 << 20;
    /** By design: a version with each change; the ids of delivered events, until there are 32 MiB for each partition. */
    private static final Set<String> GROWING = Set.of("catalog", "changelogs");
    /** What a changelog has of a delivered event; bytes. */
    private static final double REMEMBERED = 20;

    private final SoakProcesses processes;
    private final SoakCluster cluster;
    private final Path state;

    /** @param state folder of the application's state */
    SoakFigures(SoakProcesses processes, SoakCluster cluster, Path state) {
        this.processes = processes;
        this.cluster = cluster;
        this.state = state;
    }

    /** @param events that were published */
    Map<String, Double> now(long events) throws Exception {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("load", ScaleTable.load());
        for (String name : ALL) {
            MeasuredChild process = processes.process(name);
            // The store is a stand-in, and forgets sessions only an hour after their end.
            String before = name.equals(STORE) ? "" : name + " ";
            String behind = name.equals(STORE) ? " of store" : "";
            figures.put(before + "heap MiB" + behind, Double.parseDouble(processes.tell(name, "heap", "")));
            figures.put(before + "RSS MiB" + behind, (double) process.mib("VmRSS"));
            figures.put(before + "handles" + behind, (double) process.handles());
            figures.put(before + "threads" + behind, (double) process.status("Threads"));
            figures.put(name + " CPU seconds", processes.cpuSeconds(name));
        }
        metrics(figures);
        figures.put("run state MiB", size(state) / MIB);
        cluster.bytes()
                .forEach((topic, bytes) ->
                        figures.put(topic + (GROWING.contains(topic) ? " MiB" : " topic MiB"), bytes / MIB));
        figures.put(
                "changelogs without ids topic MiB",
                figures.getOrDefault("changelogs MiB", Double.NaN) - events * REMEMBERED / MIB);
        figures.put("records that run has not read", (double) cluster.behind("waybill"));
        figures.put("records that the sink has not delivered", (double) cluster.behind("connect-" + SoakSink.NAME));
        return figures;
    }

    private void metrics(Map<String, Double> figures) throws InterruptedException {
        String text;
        try {
            text = processes.get("/metrics").body();
        } catch (IOException starting) {
            text = "";
        }
        figures.put("open batches", metric(text, "waybill_batches_open").orElse(Double.NaN));
        figures.put(
                "rows in memory MiB",
                metric(text, "waybill_rows_buffered_bytes").orElse(Double.NaN) / MIB);
        figures.put(
                "receipts overdue seconds",
                metric(text, "waybill_receipts_overdue_seconds").orElse(Double.NaN));
    }

    private static OptionalDouble metric(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Math::max);
    }

    /** Files may come and go meanwhile. */
    private static long size(Path folder) throws IOException {
        AtomicLong size = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                size.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return size.get();
    }
}
