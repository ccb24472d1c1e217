package dev.waybill.verify.check;

import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.receipt.Part;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/** Names the objects that receipts name and that were not there. Names are not kept, so their receipts are read again. */
final class MissingObjects {
    private final Place place;
    private final ReceiptReading reading;
    private final Findings findings;

    MissingObjects(Place place, KeySet keys, Findings findings) {
        this.place = place;
        this.reading = new ReceiptReading(place, keys);
        this.findings = findings;
    }

    void find(Chronicle chronicle) throws IOException {
        BitSet owners = chronicle.parts().ownersOfUnseen();
        try (InOrder<Missed> work = new InOrder<>(place.parallelism(), missed -> report(chronicle, missed))) {
            for (int owner = owners.nextSetBit(0); owner >= 0; owner = owners.nextSetBit(owner + 1)) {
                ReceiptEntry entry = chronicle.receipts().get(owner);
                ReceiptFile file = ReceiptFile.of(entry);
                work.submit(() -> new Missed(entry, reading.read(file)));
            }
            work.finish();
        }
    }

    private record Missed(ReceiptEntry entry, ReadReceipt read) {}

    private void report(Chronicle chronicle, Missed missed) throws IOException {
        PartTable parts = chronicle.parts();
        for (ReadReceipt.WindowParts window : missed.read().windows()) {
            for (Part part : window.parts()) {
                String name = missed.entry().root() + part.name();
                int entry = parts.find(name);
                if (entry >= 0 && !parts.isSeen(entry)) {
                    boolean discarded = chronicle.isDiscarded(name);
                    findings.add(new Finding(
                            discarded ? FindingKind.DISCARDED : FindingKind.MISSING,
                            Optional.of(missed.entry().export()),
                            Optional.of(window.window()),
                            Optional.of(name),
                            discarded
                                    ? "the platform dropped it before it was delivered, as it has signed"
                                    : "its receipt names it, and it is not there"));
                }
            }
        }
    }
}
