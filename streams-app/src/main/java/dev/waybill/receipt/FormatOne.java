package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.ExportId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first format of the state of receipts. It counted revisions by window, under keys of their own; since then the state of an
 * export ends with how many receipts it has whose names have a number.
 */
final class FormatOne {
    static final byte FORMAT = 1;

    private static final byte[] REVISIONS = {'R'};

    private FormatOne() {}

    /** Makes the next format of it. A number that some window has is used up for all windows of the export. */
    static void raise(BatchStore store, ReceiptKeys keys) {
        Map<ExportId, Long> numbered = new HashMap<>();
        List<byte[]> gone = new ArrayList<>();
        store.scan(REVISIONS, (key, value) -> {
            numbered.merge(ReceiptKeys.readExport(key), ByteBuffer.wrap(value).getLong(), Math::max);
            gone.add(key);
        });
        Map<ExportId, byte[]> states = new HashMap<>();
        store.scan(ReceiptKeys.EXPORTS, (key, value) -> states.put(ReceiptKeys.readExport(key), value));
        gone.forEach(store::delete);
        states.forEach((export, state) -> store.put(
                keys.export(export),
                ByteBuffer.allocate(state.length + Long.BYTES)
                        .put(state)
                        .putLong(numbered.getOrDefault(export, 0L))
                        .array()));
    }
}
