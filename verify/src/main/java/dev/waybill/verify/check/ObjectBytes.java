package dev.waybill.verify.check;

import dev.waybill.contract.Sha256;
import dev.waybill.verify.place.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Reads objects; tries again when a connection breaks in the middle of one. */
final class ObjectBytes {
    private static final int ATTEMPTS = 3;
    private static final int BUFFER = 256 * 1024;
    private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[BUFFER]);

    private ObjectBytes() {}

    /**
     * What an object was found to be.
     *
     * @param size bytes that were read
     * @param sha256 of them
     */
    record Digested(long size, byte[] sha256) {}

    private interface Reading<T> {
        T of(InputStream in) throws IOException;
    }

    /** The hash of the whole object. */
    static Digested digest(Place place, String name) throws IOException {
        return read(place, name, in -> {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = BUFFERS.get();
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
            return new Digested(size, digest.digest());
        });
    }

    /** The object's bytes; no more than {@code limit}, so an object that is longer is cut off there. */
    static byte[] read(Place place, String name, int limit) throws IOException {
        return read(place, name, in -> in.readNBytes(limit));
    }

    /**
     * The bytes of an object that should have this size, without a second copy of them in memory; of one that is longer one
     * byte more, of a shorter one what there is.
     */
    static byte[] readSized(Place place, String name, int size) throws IOException {
        return read(place, name, in -> {
            byte[] content = new byte[size];
            int read = in.readNBytes(content, 0, size);
            if (read < size) {
                return Arrays.copyOf(content, read);
            }
            return in.read() < 0 ? content : Arrays.copyOf(content, size + 1);
        });
    }

    private static <T> T read(Place place, String name, Reading<T> reading) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (InputStream in = place.open(name)) {
                return reading.of(in);
            } catch (NoSuchFileException | AccessDeniedException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
