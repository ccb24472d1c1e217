package dev.waybill.cli.replay;

import dev.waybill.app.replay.ReplayProgress;
import dev.waybill.cli.frame.Terminal;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Says how far a replay is: with a bar on a terminal, else with a line whenever that has changed. */
final class ReplayBar implements Consumer<ReplayProgress>, AutoCloseable {
    private static final String CLEAR = "\r\u001b[K";
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean drawn;
    private String last = "";

    /** @param drawn whether there is a terminal */
    ReplayBar(PrintWriter err, boolean drawn) {
        this.err = err;
        this.drawn = drawn;
    }

    static ReplayBar on(PrintWriter err) {
        return new ReplayBar(err, Terminal.isThere());
    }

    @Override
    public void accept(ReplayProgress progress) {
        String text = text(progress);
        if (text.equals(last)) {
            return;
        }
        last = text;
        if (drawn) {
            err.print(CLEAR + bar(progress) + " " + text);
        } else {
            err.println(text);
        }
        err.flush();
    }

    private static String text(ReplayProgress progress) {
        String waits = progress.waits().isEmpty() ? "" : "; waits: " + String.join(", ", progress.waits());
        return "replay " + progress.id() + ": windows done " + progress.done() + ", left "
                + (progress.all() - progress.done()) + waits;
    }

    private static String bar(ReplayProgress progress) {
        int full = WIDTH * progress.done() / Math.max(1, progress.all());
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
    }

    @Override
    public void close() {
        if (drawn && !last.isEmpty()) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
