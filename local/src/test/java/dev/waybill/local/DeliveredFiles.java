package dev.waybill.local;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
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
        List<DeliveredFile> files = new ArrayList<>();
        for (Path file : paths(folder, ".*-[0-9a-f]{12}\\.[a-z.]+")) {
            files.add(read(folder.relativize(file).toString(), Files.readAllBytes(file)));
        }
        return List.copyOf(files);
    }

    /**
     * The files below a folder, which need not exist, whose path matches as a whole, sorted; also while objects are written: each has
     * a temporary name first, which begins with a point.
     */
    static List<Path> paths(Path folder, String regex) throws IOException {
        List<Path> paths = new ArrayList<>();
        if (Files.exists(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    boolean isWhole = !file.getFileName().toString().startsWith(".");
                    if (isWhole && file.toString().matches(regex)) {
                        paths.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
                    if (error instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw error;
                }
            });
        }
        paths.sort(Comparator.naturalOrder());
        return paths;
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
