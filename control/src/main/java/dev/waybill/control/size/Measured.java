package dev.waybill.control.size;

import java.util.Locale;

/**
 * The constants of the formulas. {@code docs/concepts/sizing.md} says of each what it was measured with; a test compares the
 * two.
 */
public enum Measured {
    /** CPU for an event that is read: Kafka's share, decoding, finding its exports; µs. */
    READ_MICROS(4.4),
    /** CPU for a row beside its format, hash and compression: redaction, collecting, emitting; µs. */
    ROW_MICROS(2.3),
    /** CPU for SHA-256, for each byte as stored; ns. */
    HASH_NANOS(3.2),
    /** CPU for gzip, for each byte before; ns. */
    GZIP_NANOS(16.5),
    /** CPU for zstd, for each byte before; ns. */
    ZSTD_NANOS(8.4),
    /** CPU for a row that goes through the store, for each byte; ns. */
    STORE_NANOS(6.5),
    /** CPU of the application for an object, however small; µs. */
    OBJECT_MICROS(600),
    /** CPU of an instance that keeps up with live events, however few; cores. */
    INSTANCE_CORES(0.25),
    /** The sink's CPU for an object; µs. */
    PUT_MICROS(6_000),
    /** Heap in use without exports; MiB. */
    HEAP_MIB(40),
    /** Heap for an export; KiB. */
    EXPORT_HEAP_KIB(2.9),
    /** Memory of the process outside of the heap, without what RocksDB keeps; MiB. */
    OFF_HEAP_MIB(290),
    /** How much smaller rows are in the store. */
    STORED_SHARE(0.30),
    /** An event's time and hash, remembered after delivery; bytes. */
    ID_BYTES(20),
    /** A window that has ids; bytes. */
    WINDOW_BYTES(500),
    /** What a batch puts into the changelog beside rows and ids; bytes. */
    BATCH_BYTES(3_700),
    /** What a batch with one part puts into the ledger; bytes. */
    LEDGER_BATCH_BYTES(1_560),
    /** A statement that a source partition has passed a time; bytes. */
    PASSED_BYTES(220),
    /** What the receipts' changelog gets for such a statement; bytes. */
    RECEIPT_PASSED_BYTES(66),
    /** What the receipts' changelog gets for a batch; bytes. */
    RECEIPT_BATCH_BYTES(1_820),
    /** What an instance writes to the topics of offsets and transactions; bytes a second. */
    INSTANCE_BYTES(24_000),
    /** The same in records a second. */
    INSTANCE_RECORDS(236),
    /** Records that a batch puts into the changelog. */
    BATCH_RECORDS(17),
    /** Records that the receipts' changelog gets for an entry of the ledger. */
    ENTRY_RECORDS(1.7),
    /** Headers and framing of an object's record; bytes. */
    OBJECT_RECORD_BYTES(610),
    /** A receipt; bytes. */
    RECEIPT_BYTES(930),
    /** What the sink says of an object; bytes. */
    DELIVERED_BYTES(330),
    /** Key and framing of an event's record; bytes. */
    EVENT_RECORD_BYTES(30);

    private final double value;

    Measured(double value) {
        this.value = value;
    }

    public double value() {
        return value;
    }

    /** As the page writes it, {@code read-micros}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
