package dev.waybill.verify.check;

import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.Place;
import java.io.IOException;
import java.util.Optional;

/**
 * Checks what was delivered to a place against its receipts: reads the receipts, then each object once. Memory grows by
 * about 100 bytes for an object that a receipt names and some 600 for a receipt; nothing grows with the size of objects. With
 * rows, 300 bytes more for a window of a receipt.
 */
public final class Verifier {
    private final KeySet keys;
    private final Expectations expectations;
    private final CheckedObjects checked;
    private final Optional<RowReader> rowReader;

    /**
     * A check with these keys.
     *
     * @param keys whose signatures are believed
     * @param expectations what the reader knows from elsewhere
     * @param checked what earlier runs found right; stays open
     */
    public Verifier(KeySet keys, Expectations expectations, CheckedObjects checked) {
        this(keys, expectations, checked, Optional.empty());
    }

    private Verifier(KeySet keys, Expectations expectations, CheckedObjects checked, Optional<RowReader> rowReader) {
        this.keys = keys;
        this.expectations = expectations;
        this.checked = checked;
        this.rowReader = rowReader;
    }

    /**
     * The same check that looks into objects as well: at their number of rows and the sums of events. It reads every object,
     * what earlier runs have found right too, and holds as many at once as the place reads in parallel.
     */
    public Verifier withRows(RowReader reader) {
        return new Verifier(keys, expectations, checked, Optional.of(reader));
    }

    /**
     * Checks the place.
     *
     * @param findings is told each finding, in an order that is the same as long as the listing's is
     * @throws IOException if the place cannot be listed or read, so that nothing can be said; what was found right until
     *     then is kept
     */
    public Summary verify(Place place, Findings findings, Progress progress) throws IOException {
        Counted counted = new Counted(findings);
        Optional<RowScan> rows = rowReader.map(reader -> new RowScan(reader, new RowCheck()));
        Chronicle chronicle =
                new ReceiptScan(place, keys, expectations.tenant(), rows.map(RowScan::check), counted, progress).scan();
        if (chronicle.receipts().isEmpty()) {
            counted.add(Finding.ofObject(
                    FindingKind.NO_RECEIPTS, place.description(), "there is no valid receipt; is the prefix right?"));
        }
        Redirects redirects = new Redirects(place.destinations(), chronicle.receipts());
        new ChainCheck(redirects, counted).check(chronicle.receipts());
        new WindowCheck(expectations.until(), counted).check(chronicle.receipts());
        new KnownCheck(counted).check(expectations.known(), chronicle.receipts());
        ObjectScan objects = new ObjectScan(
                place, chronicle, new Frontier(chronicle, expectations), checked, rows, counted, progress);
        objects.scan();
        new MissingObjects(place, keys, redirects, counted).find(chronicle);
        Optional<RowTotals> rowTotals =
                rows.isPresent() ? Optional.of(rows.get().check().finish(counted)) : Optional.empty();
        return new Summary(
                chronicle.receipts().size(),
                objects.objects(),
                chronicle.parts().bytes(),
                objects.bytesRead(),
                counted.wrong,
                counted.notes,
                chronicle.totals(),
                rowTotals);
    }

    /** Counts what it passes on. */
    private static final class Counted implements Findings {
        private final Findings next;
        private long wrong;
        private long notes;

        Counted(Findings next) {
            this.next = next;
        }

        @Override
        public void add(Finding finding) throws IOException {
            if (finding.kind().isWrong()) {
                wrong++;
            } else {
                notes++;
            }
            next.add(finding);
        }
    }
}
