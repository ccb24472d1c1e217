package dev.waybill.local;

import java.io.PrintWriter;
import java.util.Locale;

/** Progress for people: finished steps with their time, and one line that moves, where there is a terminal. */
final class Console {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final long start = System.nanoTime();

    Console(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    PrintWriter out() {
        return out;
    }

    /** A step that is done or begins. */
    synchronized void step(String text) {
        clear();
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", (System.nanoTime() - start) / 1e9, text);
        out.flush();
    }

    /** How far the present step is; replaced by what comes next. */
    synchronized void progress(String text) {
        if (terminal) {
            clear();
            out.print("          " + text);
            out.flush();
        }
    }

    /** Something went wrong that does not end the run by itself. */
    synchronized void problem(String text) {
        step("PROBLEM: " + text);
    }

    private void clear() {
        if (terminal) {
            out.print(CLEAR_LINE);
        }
    }
}
