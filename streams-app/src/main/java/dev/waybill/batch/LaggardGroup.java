package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Exports that were held back and have got equally far.
 *
 * @param exports which; never empty
 * @param position the offset from which records must be read again for them; where {@code joined}, from which they have taken
 *     their events with the others
 * @param arrivalMillis about when the record at {@code position} arrived, milliseconds
 * @param pages the number under which the journal was kept as it was when they were held back, or {@link #NO_PAGES}
 * @param joined whether they have caught up
 */
record LaggardGroup(SortedSet<ExportId> exports, long position, long arrivalMillis, long pages, boolean joined) {
    /** Nothing had been decided of what they did not take. */
    static final long NO_PAGES = -1;

    LaggardGroup {
        exports = new TreeSet<>(exports);
    }

    /** The same exports, further on. */
    LaggardGroup at(long newPosition, long newArrivalMillis) {
        return new LaggardGroup(exports, newPosition, newArrivalMillis, pages, false);
    }

    /** The same exports, with the others from this offset on. */
    LaggardGroup join(long offset) {
        return new LaggardGroup(exports, offset, arrivalMillis, NO_PAGES, true);
    }

    /** One of them alone. */
    LaggardGroup only(ExportId export) {
        return with(new TreeSet<>(Set.of(export)));
    }

    /** The others. */
    LaggardGroup without(ExportId export) {
        SortedSet<ExportId> rest = new TreeSet<>(exports);
        rest.remove(export);
        return with(rest);
    }

    /** Whether both differ in who they are alone. */
    boolean isAsFarAs(LaggardGroup other) {
        return position == other.position && pages == other.pages && joined == other.joined;
    }

    /** Both together. */
    LaggardGroup and(LaggardGroup other) {
        SortedSet<ExportId> both = new TreeSet<>(exports);
        both.addAll(other.exports);
        return with(both);
    }

    private LaggardGroup with(SortedSet<ExportId> others) {
        return new LaggardGroup(others, position, arrivalMillis, pages, joined);
    }

    /** How far they are: all that changes while they catch up. */
    byte[] encodePosition() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(position)
                .putLong(arrivalMillis)
                .array();
    }

    /** All but how far they are. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(pages);
            out.writeBoolean(joined);
            out.writeInt(exports.size());
            for (ExportId export : exports) {
                out.writeUTF(export.tenant());
                out.writeUTF(export.export());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static LaggardGroup decode(byte[] stored, byte[] storedPosition) {
        ByteBuffer place = ByteBuffer.wrap(storedPosition);
        long position = place.getLong();
        long arrivalMillis = place.getLong();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            long pages = in.readLong();
            boolean joined = in.readBoolean();
            SortedSet<ExportId> exports = new TreeSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                exports.add(new ExportId(in.readUTF(), in.readUTF()));
            }
            return new LaggardGroup(exports, position, arrivalMillis, pages, joined);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged mark of exports that are held back", e);
        }
    }
}
