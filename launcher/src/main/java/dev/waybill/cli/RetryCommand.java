package dev.waybill.cli;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.cli.frame.CatalogAccess;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ExportId;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.topics.RetryMarks;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retry}: ends the backoff of one export. */
@Command(
        name = "retry",
        description = {
            "Have Waybill's sink try the destination of one export now, and not after its backoff.",
            "Works on whatever worker the export is, and restarts nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the sink is asked", "1:failed", "2:wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RetryCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TENANT/EXPORT", description = "Ids of the tenant and the export.")
    private String export;

    @Mixin
    private final ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    RetryCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::retry);
    }

    private int retry(PrintWriter printer) throws IOException {
        return cluster.run("waybill-retry", (clients, settings) -> {
            ExportId id = find(new KnownExports(CatalogAccess.read(clients, settings)));
            try (Admin admin = clients.admin(settings);
                    Producer<byte[], byte[]> producer = clients.producer(RetryMarks.producerSettings(settings))) {
                return mark(id, new RetryMarks(admin, producer), printer);
            }
        });
    }

    private int mark(ExportId id, RetryMarks topics, PrintWriter printer) {
        Map<String, Long> marks = topics.write(id);
        if (marks.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("there is no topic yet that holds parts of " + id + "; run ./waybill apply");
            return CommandFrame.FAILED;
        }
        marks.forEach((partition, offset) ->
                printer.println("asked for " + id + " in " + partition + " at offset " + offset));
        return CommandFrame.DONE;
    }

    private ExportId find(KnownExports known) {
        PauseScope found = known.find(export);
        if (found.export().isEmpty()) {
            throw new UsageException("\"" + export + "\" is a tenant; write TENANT/EXPORT");
        }
        return new ExportId(found.tenant().orElseThrow(), found.export().orElseThrow());
    }
}
