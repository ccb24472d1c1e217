package dev.waybill.control.console.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs rows of one export, in order of their starts, into bytes: about 25 for a window with events, 10 for one without. Numbers
 * are as long as they need to be, and what is near to what stands before it is a difference.
 */
final class RowCodec {
    private static final int SEVEN = 7;
    private static final int LOW = 0x7f;
    private static final int MORE = 0x80;
    private static final int ROW = 48;

    private static final int HAS_RECEIPT = 1;
    private static final int HAS_ARRIVED = 1 << 1;
    private static final int STATED = 2;

    private byte[] bytes;
    private int at;
    /** Of the row before: what the next one is a difference to. */
    private long start;

    private long ledger;
    private long deliveries;

    private RowCodec(byte[] bytes) {
        this.bytes = bytes;
    }

    static byte[] pack(List<WindowRow> rows) {
        RowCodec out = new RowCodec(new byte[rows.size() * ROW]);
        rows.forEach(out::write);
        return Arrays.copyOf(out.bytes, out.at);
    }

    static List<WindowRow> unpack(byte[] packed, int count) {
        RowCodec in = new RowCodec(packed);
        List<WindowRow> rows = new ArrayList<>(count + 1);
        for (int i = 0; i < count; i++) {
            rows.add(in.read());
        }
        return rows;
    }

    private void write(WindowRow row) {
        signed(row.start - start);
        start = row.start;
        unsigned(row.end - row.start);
        int stated = (row.receiptUntil == 0 ? 0 : HAS_RECEIPT) | (row.arrivedAt == 0 ? 0 : HAS_ARRIVED);
        unsigned((long) row.flags << STATED | stated);
        signed(row.touched - row.end);
        if (row.receiptUntil != 0) {
            signed(row.receiptUntil - row.end);
        }
        deliveries = writeRange(row.deliveriesFrom, row.deliveriesTo, deliveries);
        if (row.is(WindowRow.RECORDED)) {
            unsigned(row.delivered);
            unsigned(row.filtered);
            unsigned(row.duplicate);
            unsigned(row.withheld);
            unsigned(row.late);
            unsigned(row.parts);
            signed(row.parts - row.arrived);
            unsigned(row.gone);
            unsigned(row.bytes);
            if (row.arrivedAt != 0) {
                signed(row.arrivedAt - row.end);
            }
            ledger = writeRange(row.ledgerFrom, row.ledgerTo, ledger);
        }
    }

    private WindowRow read() {
        start += signed();
        WindowRow row = new WindowRow(start, start + unsigned());
        long stated = unsigned();
        row.flags = (int) (stated >> STATED);
        row.touched = row.end + signed();
        if ((stated & HAS_RECEIPT) != 0) {
            row.receiptUntil = row.end + signed();
        }
        long length = unsigned();
        if (length > 0) {
            deliveries += signed();
            row.deliveriesFrom = deliveries;
            row.deliveriesTo = deliveries + length;
        }
        if (row.is(WindowRow.RECORDED)) {
            readCounts(row, (stated & HAS_ARRIVED) != 0);
        }
        return row;
    }

    private void readCounts(WindowRow row, boolean hasArrived) {
        row.delivered = unsigned();
        row.filtered = unsigned();
        row.duplicate = unsigned();
        row.withheld = unsigned();
        row.late = unsigned();
        row.parts = (int) unsigned();
        row.arrived = row.parts - (int) signed();
        row.gone = (int) unsigned();
        row.bytes = unsigned();
        if (hasArrived) {
            row.arrivedAt = row.end + signed();
        }
        long length = unsigned();
        if (length > 0) {
            ledger += signed();
            row.ledgerFrom = ledger;
            row.ledgerTo = ledger + length;
        }
    }

    /** Offsets from one to before another; a length of zero stands for none. */
    private long writeRange(long from, long to, long base) {
        if (from == WindowRow.NOWHERE) {
            unsigned(0);
            return base;
        }
        unsigned(to - from);
        signed(from - base);
        return from;
    }

    private void signed(long value) {
        unsigned(value << 1 ^ value >> Long.SIZE - 1);
    }

    private long signed() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    private void unsigned(long value) {
        long rest = value;
        while ((rest & ~LOW) != 0) {
            put((int) rest & LOW | MORE);
            rest >>>= SEVEN;
        }
        put((int) rest);
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; ; shift += SEVEN) {
            byte next = bytes[at++];
            value |= (long) (next & LOW) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private void put(int value) {
        if (at == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        bytes[at++] = (byte) value;
    }
}
