package dev.waybill.verify.place;

import java.io.IOException;
import java.io.InputStream;

/**
 * The folder of a replay, looked at for itself: its objects have the names that they have below the destination's prefix, as
 * its receipts say, and there are no others.
 *
 * @param folder the place whose names begin in the replay's folder; closed with this one
 * @param name of that folder, with the slash at its end
 */
public record ReplayFolder(Place folder, String name) implements Place {
    /** What names of folders of replays begin with. */
    private static final String BEGINNING = "replay=";

    /**
     * A place as it is to be checked.
     *
     * @param last of the folders that lead to it; empty for none
     */
    public static Place of(Place place, String last) {
        return last.startsWith(BEGINNING) ? new ReplayFolder(place, last + "/") : place;
    }

    @Override
    public String description() {
        return folder.description();
    }

    @Override
    public int parallelism() {
        return folder.parallelism();
    }

    @Override
    public void list(String beginning, Visitor visitor) throws IOException {
        if (beginning.startsWith(name)) {
            list(visitor, beginning.substring(name.length()));
        } else if (name.startsWith(beginning)) {
            list(visitor, "");
        }
    }

    private void list(Visitor visitor, String beginning) throws IOException {
        folder.list(
                beginning,
                object -> visitor.visit(
                        new StoredObject(name + object.name(), object.size(), object.revision(), object.stored())));
    }

    @Override
    public InputStream open(String object) throws IOException {
        return folder.open(object.substring(name.length()));
    }

    @Override
    public void close() {
        folder.close();
    }
}
