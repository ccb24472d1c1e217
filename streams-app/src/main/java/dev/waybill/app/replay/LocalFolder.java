package dev.waybill.app.replay;

import java.nio.file.Path;

/**
 * In files of this machine; nothing goes to the tenant.
 *
 * @param path absolute
 */
public record LocalFolder(Path path) implements ReplayPlace {
    static final String WORD = "folder";

    public LocalFolder {
        path = path.toAbsolutePath().normalize();
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public String text(ReplayId id) {
        return path.toString();
    }
}
