package dev.waybill.cli;

import dev.waybill.imports.ImportOutcome;
import dev.waybill.imports.RejectedLine;
import dev.waybill.imports.Survey;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Says what became of a log's lines; never what they say. Numbers go to standard output, the rest to standard error. */
final class ImportReport {
    private final PrintWriter out;
    private final PrintWriter err;

    ImportReport(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** What the first reading found. */
    void survey(String file, Survey survey) {
        for (RejectedLine line : survey.firstRejected()) {
            err.println(file + ": " + line);
        }
        survey.rejectedFile()
                .ifPresent(kept -> err.printf(
                        Locale.ROOT,
                        "%s: %,d lines are not events and are kept in %s%n",
                        file,
                        survey.rejected(),
                        kept));
        for (Map.Entry<String, Long> other : survey.fitting().entrySet()) {
            err.printf(Locale.ROOT, "%s: %,d of them would fit --format %s%n", file, other.getValue(), other.getKey());
        }
        if (survey.leftOut() > 0) {
            err.printf(
                    Locale.ROOT,
                    "%s: %,d lines say more than an event takes; that is left out%n",
                    file,
                    survey.leftOut());
        }
        if (survey.isCutOff()) {
            err.println(
                    file + ": the last line has no line end: it is cut off, or still being written; import again when"
                            + " it is complete");
        }
        err.flush();
    }

    /** A log that is empty or has no event. */
    void nothingToPublish(String file, Survey survey) {
        if (survey.lines() == 0 && !survey.isCutOff()) {
            out.println(file + ": empty");
        } else {
            err.println(file + ": nothing to publish: no line is an event; is --format right?");
        }
    }

    /** How far the second reading has got. */
    void progress(String file, long done, Survey survey) {
        out.printf(Locale.ROOT, "%s: %,d of %,d lines%n", file, done, survey.lines());
    }

    /** How it ended. */
    void outcome(String file, Survey survey, ImportOutcome outcome) {
        out.printf(
                Locale.ROOT,
                "%s: %,d lines: %,d events published, %,d had been before, %,d set aside%n",
                file,
                survey.lines(),
                outcome.published(),
                outcome.publishedBefore(),
                survey.rejected());
        out.flush();
    }

    /** The topic's timestamps are not the lines' times, though they were to be. */
    void brokerStamps() {
        out.println("note: the topic has message.timestamp.type=LogAppendTime, so the broker stamped these records"
                + " itself; events of windows that are closed are delivered as late parts");
        out.flush();
    }

    /** A log that cannot be imported. */
    void failed(String file, String reason) {
        err.println("import of " + file + " failed: " + reason);
        err.flush();
    }
}
