package dev.waybill.cli;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.pause.Pausing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code resume}: ends pauses. */
@Command(
        name = "resume",
        description = {
            "End the pause of an export, a tenant or everything, and every narrower pause in it.",
            "A wider pause stays, and is said."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:its pause has ended", "1:failed", "2:wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private final PauseOptions pause;

    @Spec
    private CommandSpec spec;

    ResumeCommand(KafkaClients clients) {
        this.pause = new PauseOptions(clients);
    }

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), printer -> pause.write("waybill-resume", printer, Pausing::resume));
    }
}
