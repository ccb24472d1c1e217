package dev.waybill.sink.file;

import dev.waybill.files.WholeFile;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.sink.part.ObjectPath;
import dev.waybill.spec.destination.FileDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes objects as files: a reader sees the whole file or none, also after a power cut. */
public final class FileUploader {
    private static final Logger LOG = LoggerFactory.getLogger(FileUploader.class);

    private final Optional<Path> root;

    /** @param root absolute and normalised; only directories below it are written to, none when empty */
    public FileUploader(Optional<Path> root) {
        this.root = root;
    }

    public void upload(ExportObject object, FileDestination destination) throws DeliveryException {
        Path base = destination.directory().normalize();
        if (root.isEmpty() || !base.startsWith(root.get())) {
            throw new DeliveryException(
                    FailureKind.CONFIGURATION, "the directory is not below file.root, so it is not written to");
        }
        Path file = base.resolve(ObjectPath.below(destination.prefix(), object.path()))
                .normalize();
        if (!file.startsWith(base) || file.equals(base)) {
            throw new DeliveryException(FailureKind.CONFIGURATION, "the prefix leads out of the directory");
        }
        try {
            if (object.hasFixedName() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                reportOther(object, file);
            } else if (!holds(file, object.content())) {
                Path directory = Objects.requireNonNull(file.getParent(), "a file below a directory has a parent");
                WholeFile.createFolders(directory);
                WholeFile.replace(file, object.content());
            }
        } catch (IOException e) {
            throw new DeliveryException(FailureKind.DISK, e.getClass().getSimpleName(), e);
        }
    }

    /** What somebody may have read already is never another thing afterwards; an object store leaves it alone, too. */
    private static void reportOther(ExportObject object, Path file) throws IOException {
        if (!holds(file, object.content())) {
            LOG.warn(
                    "Another receipt of this name is there already, and stays: tenant={} export={} object={}",
                    object.export().tenant(),
                    object.export().export(),
                    object.path());
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }
}
