package dev.waybill.cli;

import dev.waybill.clients.KafkaClients;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command as {@code ./waybill} would and keeps what it prints. */
public final class Commands {
    /** What a command did. */
    public record Result(int exitCode, String out, String err) {}

    private Commands() {}

    public static Result run(Object command, String... args) {
        return execute(new CommandLine(command), args);
    }

    /** Runs {@code ./waybill} with these arguments on the cluster of these clients. */
    public static Result waybill(KafkaClients clients, String... args) {
        return execute(Main.withCommands(clients), args);
    }

    private static Result execute(CommandLine command, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = command.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
