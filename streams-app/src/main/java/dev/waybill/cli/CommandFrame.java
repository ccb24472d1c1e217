package dev.waybill.cli;

import dev.waybill.http.HealthServerException;
import dev.waybill.kafka.cluster.ClusterException;
import dev.waybill.kafka.cluster.CrashReport;
import dev.waybill.spec.SpecException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** What the commands do alike: exit codes, and saying what went wrong without showing event content or secrets. */
final class CommandFrame {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private CommandFrame() {}

    /** The body of a command. */
    @FunctionalInterface
    interface Work {
        int run() throws IOException;
    }

    /** Runs the work and turns its exceptions into a message and an exit code. */
    static int run(PrintWriter err, Work work) {
        try {
            return work.run();
        } catch (SpecException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (NoSuchFileException e) {
            err.println("no such file or folder: " + e.getFile());
            return WRONG_USAGE;
        } catch (UsageException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (ClusterException | HealthServerException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("cannot read or write: " + e.getMessage());
            return FAILED;
        } catch (RuntimeException e) {
            Optional<ConfigException> refused = configProblem(e);
            err.println(refused.map(problem -> "kafka: " + problem.getMessage()).orElseGet(() -> CrashReport.of(e)));
            return refused.isPresent() ? WRONG_USAGE : FAILED;
        } finally {
            err.flush();
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
