package dev.waybill.batch;

import dev.waybill.spec.SpecScope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Exports that were held back together and have got equally far.
 *
 * @param scopes which
 * @param position the offset from which records must be read again for them; where {@code joined}, from which they have taken
 *     their events with the others
 * @param arrivalMillis about when the record at {@code position} arrived, milliseconds
 * @param pages the number under which the journal was kept as it was when they were held back
 * @param joined whether they have caught up
 */
record LaggardGroup(SortedSet<SpecScope> scopes, long position, long arrivalMillis, long pages, boolean joined) {
    LaggardGroup {
        scopes = new TreeSet<>(scopes);
    }

    /** The same exports, further on. */
    LaggardGroup at(long newPosition, long newArrivalMillis) {
        return new LaggardGroup(scopes, newPosition, newArrivalMillis, pages, false);
    }

    /** The same exports, with the others from this offset on. */
    LaggardGroup join(long offset) {
        return new LaggardGroup(scopes, offset, arrivalMillis, pages, true);
    }

    /** Some of them. */
    LaggardGroup only(SortedSet<SpecScope> some) {
        return new LaggardGroup(some, position, arrivalMillis, pages, joined);
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
            out.writeInt(scopes.size());
            for (SpecScope scope : scopes) {
                out.writeUTF(scope.tenant());
                out.writeUTF(scope.export().orElse(""));
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
            SortedSet<SpecScope> scopes = new TreeSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                String tenant = in.readUTF();
                scopes.add(new SpecScope(tenant, Optional.of(in.readUTF()).filter(export -> !export.isEmpty())));
            }
            return new LaggardGroup(scopes, position, arrivalMillis, pages, joined);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged mark of exports that are held back", e);
        }
    }
}
