package dev.waybill.local;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The objects in a folder, decompressed, by path in the folder. */
final class DeliveredFiles {
    /**
     * An object.
     *
     * @param path with slashes, relative to the folder
     * @param text decompressed, UTF-8
     * @param sha256 of the bytes as they are
     */
    record DeliveredFile(String path, String text, String sha256) {}

    private DeliveredFiles() {}

    static List<DeliveredFile> in(Path folder) throws IOException {
        Map<String, DeliveredFile> files = new TreeMap<>();
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                // The store writes an object under a temporary name first.
                for (Path file : found.filter(Files::isRegularFile)
                        .filter(file -> file.toString().matches(".*-[0-9a-f]{12}\\.[a-z.]+"))
                        .toList()) {
                    String path = folder.relativize(file).toString();
                    files.put(path, read(path, Files.readAllBytes(file)));
                }
            }
        }
        return List.copyOf(files.values());
    }

    private static DeliveredFile read(String path, byte[] bytes) throws IOException {
        return new DeliveredFile(path, text(path, bytes), sha256(bytes));
    }

    /** The text of an object, decompressed as its name says. */
    static String text(String path, byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        try (InputStream plain =
                path.endsWith(".gz") ? new GZIPInputStream(in) : path.endsWith(".zst") ? new ZstdInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
