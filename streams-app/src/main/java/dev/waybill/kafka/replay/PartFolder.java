package dev.waybill.kafka.replay;

import dev.waybill.batch.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Parts become files of a folder: for each export one below it, and in that the names that objects have below the export's
 * prefix. A part that is made again after a crash has the same name and the same bytes.
 *
 * @param folder made if it is not there
 */
public record PartFolder(Path folder) implements ReplayTarget {
    @Override
    public ProcessorSupplier<byte[], Part, byte[], Object> parts(String topics, String notes) {
        return () -> new Writing(folder, notes);
    }

    @Override
    public boolean needsTopics() {
        return false;
    }

    @Override
    public boolean keepsLedger() {
        return false;
    }

    private static final class Writing extends ContextualProcessor<byte[], Part, byte[], Object>
            implements Processor<byte[], Part, byte[], Object> {
        private final Path folder;
        private final String notes;

        Writing(Path folder, String notes) {
            this.folder = folder;
            this.notes = notes;
        }

        @Override
        public void process(Record<byte[], Part> record) {
            Part part = record.value();
            String name = part.export().export() + "/" + part.object();
            try {
                write(below(part.export().export(), part.object()), part.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + name + " in " + folder, e);
            }
            PartWritten note = PartWritten.of(part, name);
            context().forward(new Record<>(null, note.toJson(), context().currentSystemTimeMs()), notes);
        }

        /** A name comes of a layout that was checked when it was applied; it leads out of no folder all the same. */
        private Path below(String export, String object) throws IOException {
            Path root = folder.resolve(export).normalize();
            Path file = root.resolve(object).normalize();
            if (!file.startsWith(root) || file.equals(root)) {
                throw new IOException("the name leads out of the folder");
            }
            return file;
        }

        /** On the disk before the transaction ends that says so. */
        private static void write(Path file, byte[] bytes) throws IOException {
            Path parent = file.getParent();
            Files.createDirectories(parent);
            Path unfinished = Files.createTempFile(parent, ".unfinished-", "");
            try {
                try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    ByteBuffer rest = ByteBuffer.wrap(bytes);
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                    channel.force(true);
                }
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }
    }
}
