package dev.waybill.cli;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.pause.Pausing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pause}: holds exports back at once. */
@Command(
        name = "pause",
        description = {
            "Hold an export, a tenant or everything back, within seconds: nothing more is emitted or delivered.",
            "Rows go on being collected, so resume loses nothing as long as retention holds what waits."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is paused", "1:failed", "2:wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PauseCommand implements Callable<Integer> {
    @Mixin
    private final PauseOptions pause;

    @Spec
    private CommandSpec spec;

    PauseCommand(KafkaClients clients) {
        this.pause = new PauseOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::pause);
    }

    private int pause(PrintWriter printer) throws IOException {
        if (pause.why().isEmpty()) {
            throw new UsageException("say --why: others will wonder");
        }
        return pause.write("waybill-pause", printer, Pausing::pause);
    }
}
