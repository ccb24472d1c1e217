package dev.waybill.app.replay;

import java.nio.file.Path;
import java.util.Optional;

/** Where the parts of a replay go. */
public sealed interface ReplayPlace permits OriginalPlace, OwnFolder, LocalFolder {
    /** Its name in a plan and in what ids are made of; never changed. */
    String word();

    /** What is shown to people and programs. */
    String text(ReplayId id);

    /** The place of a word. */
    static Optional<ReplayPlace> of(String word, Optional<Path> folder) {
        return switch (word) {
            case OriginalPlace.WORD -> Optional.of(new OriginalPlace());
            case OwnFolder.WORD -> Optional.of(new OwnFolder());
            case LocalFolder.WORD -> folder.map(LocalFolder::new);
            default -> Optional.empty();
        };
    }
}
