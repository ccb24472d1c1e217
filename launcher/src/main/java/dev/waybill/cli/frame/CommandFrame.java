package dev.waybill.cli.frame;

import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.contract.ClusterException;
import dev.waybill.control.console.http.ConsoleServerException;
import dev.waybill.control.pause.UnknownNameException;
import dev.waybill.http.HealthServerException;
import dev.waybill.kafka.cluster.CrashReport;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;

/** What the commands do alike: exit codes, and saying what went wrong without showing event content or secrets. */
public final class CommandFrame {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;

    private CommandFrame() {}

    /** The body of a command. */
    @FunctionalInterface
    public interface Work {
        int run(PrintWriter out) throws IOException, InterruptedException;
    }

    /** Runs the work and turns its exceptions into a message and an exit code. */
    public static int run(CommandLine command, Work work) {
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        try {
            return work.run(out);
        } catch (SpecException | UsageException | UnknownNameException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (NoSuchFileException e) {
            err.println("no such file or folder: " + e.getFile());
            return WRONG_USAGE;
        } catch (ClusterException | CatalogException | HealthServerException | ConsoleServerException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("cannot read or write: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("interrupted");
            return FAILED;
        } catch (RuntimeException e) {
            Optional<ConfigException> refused = configProblem(e);
            err.println(refused.map(problem -> "kafka: " + problem.getMessage()).orElseGet(() -> CrashReport.of(e)));
            return refused.isPresent() ? WRONG_USAGE : FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** What the values of options make; those that it refuses are wrong usage. */
    public static <T> T made(Supplier<T> ofOptions) {
        try {
            return ofOptions.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** Kafka's own complaint about a setting, which it wraps when a client is made. */
    private static Optional<ConfigException> configProblem(RuntimeException error) {
        for (Throwable cause = error; cause instanceof KafkaException; cause = cause.getCause()) {
            if (cause instanceof ConfigException problem) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
