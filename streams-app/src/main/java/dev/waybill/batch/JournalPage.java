package dev.waybill.batch;

import dev.waybill.batch.store.VarLong;
import dev.waybill.contract.ExportId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the journal writes under one key: groups of decisions, each of one export, or of whole records. A group is the
 * lengths and bytes of the tenant's and the export's id (both empty for whole records), how many decisions follow, and of
 * each the offset, less the one before, times two, and one more where several exports took the record; then their number
 * follows. All numbers are {@link VarLong}s.
 */
final class JournalPage {
    /**
     * Decisions of one export, in the order of their offsets.
     *
     * @param export null where the records were refused as a whole
     * @param decisions as encoded
     * @param count how many
     * @param lastOffset of the last one
     */
    record Group(@Nullable ExportId export, ByteBuffer decisions, int count, long lastOffset) {}

    private final ByteArrayOutputStream groups = new ByteArrayOutputStream();
    /** Decisions of the group at the end. */
    private final ByteArrayOutputStream decisions = new ByteArrayOutputStream();

    private @Nullable ExportId export;
    private int count;
    private long previous;
    private long lastOffset = -1;

    /**
     * Adds a decision.
     *
     * @param of the export that has the record's row, or a ticket for it; null where the record was refused as a whole
     * @param takers how many exports took the record, at least 1
     */
    void add(@Nullable ExportId of, long offset, int takers) {
        boolean continues = count > 0 && offset > previous && (of == null ? export == null : of.equals(export));
        if (!continues) {
            endGroup();
            export = of;
        }
        VarLong.write(decisions, offset - previous << 1 | (takers > 1 ? 1 : 0));
        if (takers > 1) {
            VarLong.write(decisions, takers);
        }
        count++;
        previous = offset;
        lastOffset = Math.max(lastOffset, offset);
    }

    private void endGroup() {
        if (count > 0) {
            writeGroup(groups);
        }
        decisions.reset();
        count = 0;
        previous = 0;
    }

    private void writeGroup(ByteArrayOutputStream out) {
        write(out, export == null ? "" : export.tenant());
        write(out, export == null ? "" : export.export());
        VarLong.write(out, count);
        out.writeBytes(decisions.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        VarLong.write(out, bytes.length);
        out.writeBytes(bytes);
    }

    /** Bytes, about. */
    int size() {
        return groups.size() + decisions.size();
    }

    /** The highest offset decided here; negative where there is none. */
    long lastOffset() {
        return lastOffset;
    }

    void clear() {
        groups.reset();
        decisions.reset();
        count = 0;
        previous = 0;
        lastOffset = -1;
    }

    byte[] encode() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(size() + 80);
        encoded.writeBytes(groups.toByteArray());
        if (count > 0) {
            writeGroup(encoded);
        }
        return encoded.toByteArray();
    }

    static List<Group> decode(byte[] encoded) {
        List<Group> groups = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(encoded);
        while (in.hasRemaining()) {
            String tenant = readId(in);
            String export = readId(in);
            int count = Math.toIntExact(VarLong.read(in));
            ByteBuffer decisions = in.slice();
            long offset = 0;
            for (int i = 0; i < count; i++) {
                long number = VarLong.read(in);
                offset += number >>> 1;
                if ((number & 1) == 1) {
                    VarLong.read(in);
                }
            }
            groups.add(new Group(tenant.isEmpty() ? null : new ExportId(tenant, export), decisions, count, offset));
        }
        return groups;
    }

    private static String readId(ByteBuffer in) {
        byte[] id = new byte[Math.toIntExact(VarLong.read(in))];
        in.get(id);
        return new String(id, StandardCharsets.US_ASCII);
    }
}
