package dev.waybill.cli.frame;

import dev.waybill.verify.check.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** One line of a terminal that is written again whenever a percent more is done. */
public final class ProgressBar implements Progress {
    private static final int WIDTH = 30;

    private final PrintWriter terminal;
    private String shown = "";

    public ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public void receipts(long done, long total) {
        show("receipts", done, total);
    }

    @Override
    public void objects(long bytes, long total) {
        show("objects ", bytes, total);
    }

    /** Takes the line away, so that something else can be written. */
    public void clear() {
        if (!shown.isEmpty()) {
            terminal.print("\r" + " ".repeat(shown.length()) + "\r");
            terminal.flush();
            shown = "";
        }
    }

    private void show(String what, long done, long total) {
        int percent = total == 0 ? 100 : (int) (Math.min(done, total) * 100.0 / total);
        int full = percent * WIDTH / 100;
        String line = String.format(
                Locale.ROOT, "%s [%s%s] %3d %%", what, "#".repeat(full), " ".repeat(WIDTH - full), percent);
        if (!line.equals(shown)) {
            terminal.print("\r" + line);
            terminal.flush();
            shown = line;
        }
    }
}
