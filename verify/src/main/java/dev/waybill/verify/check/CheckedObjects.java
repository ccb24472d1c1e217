package dev.waybill.verify.check;

import dev.waybill.contract.Sha256;
import dev.waybill.files.OwnerOnly;
import dev.waybill.verify.place.StoredObject;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The objects that earlier runs have found right, in a file, so that a run that was stopped goes on and the next month's
 * reads what is new. What has another name, size or revision than then is read again. Confined to one thread.
 */
public final class CheckedObjects implements AutoCloseable {
    private static final byte[] HEADER = "waybill verify state 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int RECORD = 16;
    private static final int FLUSHED_EVERY = 256;

    private final Fingerprints known;
    private final OutputStream out;
    private int unflushed;

    private CheckedObjects(Fingerprints known, OutputStream out) {
        this.known = known;
        this.out = out;
    }

    /** Remembers nothing. */
    public static CheckedObjects none() {
        return new CheckedObjects(new Fingerprints(), OutputStream.nullOutputStream());
    }

    /**
     * Reads the file and goes on writing to it; makes it if it is not there.
     *
     * @throws IllegalArgumentException if it is another file
     * @throws IOException if it cannot be read or written
     */
    public static CheckedObjects in(Path file) throws IOException {
        Fingerprints known = new Fingerprints();
        long end = Files.exists(file) ? load(file, known) : 0;
        if (end == 0) {
            try (OutputStream made = OwnerOnly.newFile(file)) {
                made.write(HEADER);
            }
        } else {
            // What a run that was killed has left of its last record.
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
        return new CheckedObjects(known, new BufferedOutputStream(OwnerOnly.append(file)));
    }

    private static long load(Path file, Fingerprints known) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] header = in.readNBytes(HEADER.length);
            if (header.length == 0) {
                return 0;
            }
            if (!Arrays.equals(header, HEADER)) {
                throw new IllegalArgumentException(file + " is not a state of waybill verify; name another file");
            }
            DataInputStream data = new DataInputStream(in);
            long end = HEADER.length;
            try {
                while (true) {
                    long first = data.readLong();
                    known.add(first, data.readLong());
                    end += RECORD;
                }
            } catch (EOFException e) {
                return end;
            }
        }
    }

    /** What stands for an object of a place that a receipt gives this hash. */
    static byte[] fingerprint(String place, StoredObject object, byte[] sha256) {
        MessageDigest digest = Sha256.digest();
        for (String text : new String[] {place, object.name(), object.revision(), Long.toString(object.size())}) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update(sha256);
        return Arrays.copyOf(digest.digest(), RECORD);
    }

    boolean contains(byte[] fingerprint) {
        ByteBuffer words = ByteBuffer.wrap(fingerprint);
        return known.contains(words.getLong(0), words.getLong(Long.BYTES));
    }

    void add(byte[] fingerprint) throws IOException {
        out.write(fingerprint);
        if (++unflushed == FLUSHED_EVERY) {
            out.flush();
            unflushed = 0;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
