package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The second format of the state of receipts: how far a partition is did not yet name how often entries had been lost. */
final class FormatTwo {
    static final byte FORMAT = 2;

    private FormatTwo() {}

    /** Makes the next format of it: nothing has been lost. */
    static void raise(BatchStore store) {
        Map<ByteBuffer, byte[]> progress = new HashMap<>();
        store.scan(ReceiptKeys.PROGRESS, (key, value) -> progress.put(ByteBuffer.wrap(key.clone()), value));
        progress.forEach((key, value) -> store.put(
                key.array(),
                ByteBuffer.allocate(value.length + Integer.BYTES).put(value).array()));
    }
}
