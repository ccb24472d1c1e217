package dev.waybill.cli.frame;

import dev.waybill.control.apply.Progress;
import java.io.PrintWriter;

/** A line on the terminal that says what is being done, and goes when it is done. Nobody sees it where there is no terminal. */
public final class ProgressLine implements Progress, AutoCloseable {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean seen;

    private ProgressLine(PrintWriter err, boolean seen) {
        this.err = err;
        this.seen = seen;
    }

    /** Writes to a terminal if there is one, else nothing. */
    public static ProgressLine on(PrintWriter err) {
        return new ProgressLine(err, Terminal.isThere());
    }

    @Override
    public void begins(String step) {
        if (seen) {
            err.print(CLEAR + step + " ...");
            err.flush();
        }
    }

    @Override
    public void close() {
        if (seen) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
