package dev.waybill.imports;

import dev.waybill.files.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines that are set aside, as they were, in a file that is made with the first of them. */
final class RejectedLines implements AutoCloseable {
    private static final int SHOWN = 12;

    private final Path folder;
    private final String baseName;
    private final Path pending;
    private @Nullable OutputStream out;

    RejectedLines(Path folder, LogSource source) {
        Path name = Path.of(source.name()).getFileName();
        this.folder = folder;
        this.baseName = source.name().equals("-") || name == null ? "stdin" : name.toString();
        this.pending = folder.resolve(baseName + ".rejected.part");
    }

    void add(LinePiece piece) throws IOException {
        OutputStream open = out;
        if (open == null) {
            open = new BufferedOutputStream(OwnerOnly.newFile(pending));
            out = open;
        }
        open.write(piece.bytes());
        if (piece.isLast()) {
            open.write('\n');
        }
    }

    /** Names the file after the log and its content, so that no other log's lines are overwritten. */
    Optional<Path> keep(String logName) throws IOException {
        if (out == null) {
            return Optional.empty();
        }
        out.close();
        Path target = folder.resolve(baseName + "." + logName.substring(0, SHOWN) + ".rejected");
        return Optional.of(Files.move(pending, target, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Deletes what was not kept. */
    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            Files.deleteIfExists(pending);
        }
    }
}
