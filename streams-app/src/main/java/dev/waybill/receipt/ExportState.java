package dev.waybill.receipt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the receipts of an export have come.
 *
 * @param position windows that start before it have been stated, or never will be; empty as long as it is not known where
 *     receipts begin
 * @param place where the newest receipts of windows stand; empty before the first receipt
 * @param chains how many chains there are
 * @param numbered how many receipts there are whose names have a number
 */
record ExportState(Optional<Instant> position, String place, long chains, long numbered) {
    static final ExportState NEW = new ExportState(Optional.empty(), "", 0, 0);

    ExportState at(Instant newPosition) {
        return new ExportState(Optional.of(newPosition), place, chains, numbered);
    }

    ExportState chained(String newPlace, long newChains) {
        return new ExportState(position, newPlace, newChains, numbered);
    }

    /** The number that the next receipt's name has, where names of its kind have one; no two of the export have the same. */
    long nextNumber() {
        return numbered + 1;
    }

    ExportState countNumbered() {
        return new ExportState(position, place, chains, numbered + 1);
    }

    /** Whether the receipt of windows that start then is past, or there is none. */
    boolean isPast(Instant start) {
        return position.filter(start::isBefore).isPresent();
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(position.isPresent());
            out.writeLong(position.map(Instant::getEpochSecond).orElse(0L));
            out.writeInt(position.map(Instant::getNano).orElse(0));
            out.writeUTF(place);
            out.writeLong(chains);
            out.writeLong(numbered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ExportState decode(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            boolean begun = in.readBoolean();
            Instant position = Instant.ofEpochSecond(in.readLong(), in.readInt());
            return new ExportState(
                    begun ? Optional.of(position) : Optional.empty(), in.readUTF(), in.readLong(), in.readLong());
        } catch (IOException e) {
            throw new UncheckedIOException("damaged state of an export", e);
        }
    }
}
