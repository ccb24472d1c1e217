package dev.waybill.verify.check;

import dev.waybill.verify.receipt.ChainLink;
import dev.waybill.verify.receipt.Day;
import dev.waybill.verify.receipt.OnTime;
import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.verify.receipt.Subject;
import java.time.Instant;

/**
 * What is kept of a valid receipt: all but its windows and parts.
 *
 * @param root where its {@code _receipts/} stands: empty, or {@code replay=<id>/}
 * @param name the object, relative to the place
 * @param reignFrom since when its version rules
 * @param redirected whether it says that its export was redirected
 */
record ReceiptEntry(
        String root,
        String name,
        String export,
        Subject subject,
        Instant start,
        Instant end,
        Instant reignFrom,
        boolean redirected,
        ChainLink link,
        String hash) {
    static ReceiptEntry of(String root, Receipt receipt) {
        Statement statement = receipt.statement();
        return new ReceiptEntry(
                root,
                root + statement.name(),
                statement.export().export(),
                statement.subject(),
                statement.start(),
                statement.end(),
                statement.terms().reignFrom(),
                statement.remarks().contains(Remark.REDIRECTED),
                receipt.link(),
                receipt.hash());
    }

    /** Whether it is the one that its windows are complete with. */
    boolean completesWindows() {
        return subject instanceof OnTime || subject instanceof Day;
    }

    /** The chains of an export in one root have numbers of their own. */
    String rootAndExport() {
        return root + export;
    }
}
