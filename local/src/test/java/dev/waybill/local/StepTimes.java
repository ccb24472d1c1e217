package dev.waybill.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.awaitility.core.ThrowingRunnable;

/** How long each command of a page took, and each wait for what comes of it. */
final class StepTimes {
    private final List<String> rows = new ArrayList<>();

    /** Keeps how long this took, also where it fails. */
    <T> T measure(String step, String what, Callable<T> action) throws Exception {
        long begun = System.nanoTime();
        try {
            return action.call();
        } finally {
            rows.add(String.format(Locale.ROOT, "| %s | %s | %.1f |%n", step, what, (System.nanoTime() - begun) / 1e9));
        }
    }

    /** The same of what has no answer. */
    void measure(String step, String what, ThrowingRunnable action) throws Exception {
        measure(step, what, () -> {
            try {
                action.run();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return step;
        });
    }

    /** Writes a table. */
    void write(Path file) throws IOException {
        Files.writeString(file, "| step | command | seconds |\n|---|---|---|\n" + String.join("", rows));
    }
}
