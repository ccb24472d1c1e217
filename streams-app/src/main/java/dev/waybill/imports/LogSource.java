package dev.waybill.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A log file, plain, gzip or zstd by its first bytes, that can be read more than once.
 *
 * @param name as the user named it
 * @param file where its content is
 */
public record LogSource(String name, Path file) {
    private static final int BUFFER = 64 * 1024;

    /** A file on disk. */
    public static LogSource file(Path file) {
        return new LogSource(file.toString(), file);
    }

    /** Standard input or the like, kept in a temporary file that goes when the program ends. */
    public static LogSource spooled(String name, InputStream in) throws IOException {
        Path spool = Files.createTempFile("waybill-import-", ".log");
        spool.toFile().deleteOnExit();
        Files.copy(in, spool, StandardCopyOption.REPLACE_EXISTING);
        return new LogSource(name, spool);
    }

    /**
     * Its content, unpacked.
     *
     * @throws LogException if it is of a kind that cannot be read; reading from the stream throws it, too, where the
     *     file is damaged or cut off
     */
    InputStream open() throws IOException {
        BufferedInputStream stored = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            BufferedInputStream content = new BufferedInputStream(new UnpackedStream(stored), BUFFER);
            FileKind.of(content).requireText();
            return content;
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }
}
