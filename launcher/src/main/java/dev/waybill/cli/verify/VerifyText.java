package dev.waybill.cli.verify;

import dev.waybill.cli.frame.EventText;
import dev.waybill.verify.check.ExportTotals;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.Summary;
import java.io.PrintWriter;
import java.util.Locale;

/** A check's result for people. */
final class VerifyText implements VerifyReport {
    private final PrintWriter out;
    private final String place;

    VerifyText(PrintWriter out, String place) {
        this.out = out;
        this.place = place;
    }

    @Override
    public void finding(Finding finding) {
        out.println((finding.kind().isWrong() ? "WRONG " : "note  ") + EventText.escape(finding.toString()));
    }

    @Override
    public void summary(Summary summary) {
        for (ExportTotals export : summary.exports()) {
            out.printf(
                    Locale.ROOT,
                    "%s: %,d windows from %s to %s: %,d events read, %,d delivered, %,d filtered, %,d duplicate,"
                            + " %,d withheld%n",
                    export.export(),
                    export.windows(),
                    export.from(),
                    export.until(),
                    export.counts().read(),
                    export.counts().delivered(),
                    export.counts().filtered(),
                    export.counts().duplicate(),
                    export.counts().withheld());
        }
        summary.rows()
                .ifPresent(rows -> out.printf(
                        Locale.ROOT,
                        "%,d rows counted; the sums of %,d windows are right, of %,d not checked%n",
                        rows.rows(),
                        rows.sums(),
                        rows.unsummed()));
        out.printf(
                Locale.ROOT,
                "%s: %s; %,d receipts, %,d objects, %,d bytes%n",
                place,
                summary.isClean() ? "clean" : "NOT clean, " + findings(summary.wrong()),
                summary.receipts(),
                summary.objects(),
                summary.bytes());
        out.flush();
    }

    private static String findings(long wrong) {
        return wrong == 1 ? "1 finding" : String.format(Locale.ROOT, "%,d findings", wrong);
    }
}
