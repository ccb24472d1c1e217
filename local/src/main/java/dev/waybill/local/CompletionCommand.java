package dev.waybill.local;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code completion}: what a shell needs to complete the commands and their options. It stands here since the commands of this
 * module are among them.
 */
@Command(
        name = "completion",
        description = {
            "Print a script by which bash and zsh complete the commands and their options:",
            "source <(./waybill completion)"
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine all = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(all.getCommandName(), all));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
