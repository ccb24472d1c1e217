package dev.waybill.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/**
 * A log file, plain or gzip (by its first bytes), that can be read more than once.
 *
 * @param name as the user named it
 * @param file where its content is
 */
public record LogSource(String name, Path file) {
    private static final int GZIP_MAGIC = 0x1f8b;

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

    /** Its content, unpacked. */
    InputStream open() throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
        in.mark(2);
        boolean gzip = (in.read() << 8 | in.read()) == GZIP_MAGIC;
        in.reset();
        return gzip ? new GZIPInputStream(in, 64 * 1024) : in;
    }
}
