package dev.waybill.control;

import dev.waybill.spec.SpecException;
import dev.waybill.topics.ClusterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** What all commands do alike: exit codes and the printing of what went wrong. */
final class CommandFrame {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private CommandFrame() {}

    /** Runs the work and turns its exceptions into a message and an exit code. */
    static int run(CommandLine command, Work work) {
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        try {
            return work.run(out);
        } catch (SpecException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (NoSuchFileException e) {
            err.println("no such file or folder: " + e.getFile());
            return WRONG_USAGE;
        } catch (ClusterException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("cannot read or write: " + e.getMessage());
            return FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** The body of a command. */
    @FunctionalInterface
    interface Work {
        int run(PrintWriter out) throws IOException;
    }
}
