package dev.waybill.benchmarks;

import dev.waybill.verify.key.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What memory {@code run}, a Connect worker with the sink, and the broker take by the number of tenants, while events come and
 * windows of five minutes, those of the first 2,000 tenants, are delivered with a receipt each. The processes are those of {@link Soak}: all of the heap is in
 * memory from the start, so what a process has beyond it is what it needs outside of the heap. Prints a table in Markdown.
 *
 * <pre>
 * WAYBILL_LOG_LEVEL=warn java -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.TenantMemory tenants=10,200,10000
 * </pre>
 *
 * Arguments, each {@code name=value}: {@code tenants} (10,200,10000; with two exports each, one number after the other, each with
 * processes of its own), {@code minutes} (11, in which two windows are delivered), {@code rate} (300, events a second),
 * {@code heap} (512, MiB, of each server).
 */
public final class TenantMemory {
    private static final Duration SEGMENT = Duration.ofMinutes(3);
    private static final long SEED = 1;

    private final EndToEnd options;
    private final long heap;

    private TenantMemory(String[] args) {
        this.options = new EndToEnd(args);
        this.heap = options.number("heap", 512);
    }

    public static void main(String[] args) throws Exception {
        TenantMemory memory = new TenantMemory(args);
        ScaleTable.begin("MiB, each process with a heap of %d".formatted(memory.heap));
        for (String tenants : memory.options.text("tenants", "10,200,10000").split(",")) {
            memory.measure(Integer.parseInt(tenants));
        }
        System.exit(0);
    }

    private void measure(int tenants) throws Exception {
        Path folder = Files.createTempDirectory("waybill-memory");
        SoakTenants.write(folder.resolve("files"), tenants);
        Files.writeString(folder.resolve("receipts.pem"), SigningKey.generate().privatePem());
        try (SoakProcesses processes = new SoakProcesses(folder, heap, SEGMENT)) {
            String servers = processes.startBroker();
            processes.startOthers();
            try (SoakEvents events = SoakEvents.start(servers, tenants, (int) options.number("rate", 300), SEED)) {
                Thread.sleep(Duration.ofMinutes(options.number("minutes", 11)).toMillis());
                report(tenants, processes);
                ScaleTable.row(tenants + " tenants", events.published() + " events published");
            }
        }
        EndToEnd.delete(folder);
    }

    private void report(int tenants, SoakProcesses processes) throws Exception {
        for (String name : List.of(SoakProcesses.RUN, SoakProcesses.SINK, SoakProcesses.BROKER)) {
            long used = Long.parseLong(processes.tell(name, "heap", ""));
            MeasuredChild process = processes.process(name);
            ScaleTable.row(
                    "%s, %d tenants".formatted(name, tenants),
                    "heap %d after a full collection; outside of the heap %d; of the process %d, at most %d"
                            .formatted(used, process.mib("VmRSS") - heap, process.mib("VmRSS"), process.peakMib()));
        }
        ScaleTable.row(tenants + " tenants, objects", String.valueOf(objects(processes)));
    }

    /** How many deliveries the sink has stated. */
    private static long objects(SoakProcesses processes) throws Exception {
        return Long.parseLong(processes.tell(SoakProcesses.SINK, "stated", ""));
    }
}
