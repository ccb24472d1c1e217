package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.verify.receipt.ChainState;
import dev.waybill.verify.receipt.Document;
import dev.waybill.verify.receipt.Issued;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Signs receipts as the next of their chains, and sends them. */
final class Issuer {
    private final Kept kept;
    private final ReceiptSigner signer;
    private final Function<ExportId, Duration> spread;

    Issuer(Kept kept, ReceiptSigner signer, Function<ExportId, Duration> spread) {
        this.kept = kept;
        this.signer = signer;
        this.spread = spread;
    }

    /** How long after they are due receipts of windows without events of this export are issued. */
    long spreadMillis(ExportId export) {
        return spread.apply(export).toMillis();
    }

    /** Issues the receipt of windows; answers what is known of the export then. */
    ExportState issueWindows(ExportState state, VersionTerms version, Statements.Matter matter, Look look) {
        ChainState chain = kept.chains().forWindows(matter.export(), state, version.place());
        ChainState after = issue(chain, version, matter, look);
        return state.chained(version.place(), Math.max(state.chains(), after.number()));
    }

    /** Issues another receipt; answers what is known of the export then. */
    ExportState issueOther(ExportState state, VersionTerms version, Statements.Matter matter, Look look) {
        ChainState chain = kept.chains().forOthers(matter.export(), state, version.place());
        ChainState after = issue(chain, version, matter, look);
        String place = state.chains() == 0 ? version.place() : state.place();
        return state.chained(place, Math.max(state.chains(), after.number()));
    }

    private ChainState issue(ChainState chain, VersionTerms version, Statements.Matter matter, Look look) {
        Statement statement = new Statements(
                        kept, look.settings(), what -> look.outbox().contradiction(matter.export(), what))
                .of(matter);
        Issued issued = signer.issue(statement, chain);
        List<Document> documents = new ArrayList<>(issued.pages());
        documents.add(issued.receipt());
        look.outbox()
                .emit(new OutgoingReceipt(
                        matter.export(),
                        version.topic(),
                        version.id(),
                        new Window(statement.start(), statement.end()),
                        statement.subject().kind(),
                        documents));
        kept.chains().put(matter.export(), version.place(), issued.chain());
        look.slice().useReceipt();
        return issued.chain();
    }
}
