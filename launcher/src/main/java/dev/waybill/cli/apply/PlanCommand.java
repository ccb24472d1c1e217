package dev.waybill.cli.apply;

import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.clients.KafkaClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plan}: what {@code apply} would change. */
@Command(
        name = "plan",
        description = {
            "Show what apply would change: per tenant and export, from when on, which topics and IAM documents, what each"
                    + " tenant has to do, and what the guard refuses.",
            "Changes nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown, or nothing to do", "1:failed", "2:refused, or wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private Planning planning;

    @Spec
    private CommandSpec spec;

    public PlanCommand(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::plan);
    }

    private int plan(PrintWriter out) throws IOException {
        return planning.run(
                cluster,
                spec.commandLine().getErr(),
                ready -> planning.show(ready, ready.applier().plan(ready.request()), true, reports -> List.of(), out));
    }
}
