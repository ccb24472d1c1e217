package dev.waybill.control.preview;

import dev.waybill.batch.Part;
import dev.waybill.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Parts become files: {@code TENANT/EXPORT/} below the folder, and in that the names that objects have below the export's
 * prefix.
 *
 * @param folder made if it is not there
 */
public record PartsFolder(Path folder) implements PartTaker {
    @Override
    public void take(Part part) throws IOException {
        Path root = folder.resolve(part.export().tenant())
                .resolve(part.export().export())
                .normalize();
        Path file = root.resolve(part.object()).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IOException("the object's name leads out of " + root);
        }
        Path parent = file.getParent();
        if (parent != null) {
            WholeFile.createFolders(parent);
        }
        WholeFile.replace(file, part.bytes());
    }
}
