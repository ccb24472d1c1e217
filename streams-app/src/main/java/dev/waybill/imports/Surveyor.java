package dev.waybill.imports;

import dev.waybill.files.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a log once before anything is published: its hash, its bad lines, its times. */
public final class Surveyor {
    private static final int SHOWN = 5;

    private final AccessLogFormat format;
    private final Instant now;

    /** Looks at logs of this format; {@code now} bounds their times. */
    public Surveyor(AccessLogFormat format, Instant now) {
        this.format = format;
        this.now = now;
    }

    /**
     * Reads {@code source} to its end and writes its bad lines to a file in {@code rejectedFolder}, named after the
     * source and its content, so that no other log's bad lines are overwritten. Only its owner may read it: requests
     * may hold keys.
     *
     * @throws IOException if the source cannot be read or the bad lines cannot be written
     */
    public Survey survey(LogSource source, Path rejectedFolder) throws IOException {
        Path pending = rejectedFolder.resolve(baseName(source) + ".rejected.part");
        Findings findings = new Findings();
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(source.open(), digest);
                RejectedLines rejected = new RejectedLines(pending)) {
            read(new LineReader(in), findings, rejected);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        Optional<Path> kept = Optional.empty();
        if (findings.rejected > 0) {
            Path target = rejectedFolder.resolve(baseName(source) + "." + hash.substring(0, 12) + ".rejected");
            kept = Optional.of(Files.move(pending, target, StandardCopyOption.REPLACE_EXISTING));
        }
        return new Survey(
                source,
                hash,
                findings.lines,
                findings.rejected,
                findings.shown,
                kept,
                findings.leftOut,
                Optional.ofNullable(findings.oldest));
    }

    private void read(LineReader lines, Findings findings, RejectedLines rejected) throws IOException {
        LogEvents events = new LogEvents(format, now);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            findings.lines++;
            try {
                findings.add(events.parse(line));
            } catch (BadLineException bad) {
                rejected.add(line);
                findings.reject(line, String.valueOf(bad.getMessage()));
            }
        }
    }

    private static String baseName(LogSource source) {
        Path name = Path.of(source.name()).getFileName();
        return source.name().equals("-") || name == null ? "stdin" : name.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static final class Findings {
        private final List<RejectedLine> shown = new ArrayList<>();
        private long lines;
        private long rejected;
        private long leftOut;
        private @Nullable Instant oldest;

        void add(AccessLogEntry entry) {
            leftOut += entry.leftOut() ? 1 : 0;
            oldest = oldest == null || entry.time().isBefore(oldest) ? entry.time() : oldest;
        }

        void reject(byte[] line, String reason) {
            rejected++;
            if (shown.size() < SHOWN) {
                shown.add(new RejectedLine(lines, reason, line));
            }
        }
    }

    /** Opens its file with the first line. */
    private static final class RejectedLines implements AutoCloseable {
        private final Path file;
        private @Nullable OutputStream out;

        RejectedLines(Path file) {
            this.file = file;
        }

        void add(byte[] line) throws IOException {
            OutputStream open = out;
            if (open == null) {
                open = new BufferedOutputStream(OwnerOnly.newFile(file));
                out = open;
            }
            open.write(line);
            open.write('\n');
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }
}
