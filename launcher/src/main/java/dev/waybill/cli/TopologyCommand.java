package dev.waybill.cli;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.contract.Source;
import dev.waybill.topology.Placement;
import dev.waybill.topology.TopologyText;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topology}: what is read, kept and written. */
@Command(
        name = "topology",
        description = {
            "Print the Kafka Streams topology: sources, processors, stores and sinks.",
            "It does not depend on the tenants. Talks to nothing."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class TopologyCommand implements Callable<Integer> {
    @Option(names = "--repartition", description = "The topology of an application with repartition: true.")
    private boolean repartition;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        out.print(TopologyText.of(Set.of(Source.values()), Placement.ofRepartition(repartition)));
        out.flush();
        return CommandFrame.DONE;
    }
}
