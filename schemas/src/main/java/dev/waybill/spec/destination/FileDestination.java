package dev.waybill.spec.destination;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A directory on the machine (or the network mount) of the sink.
 *
 * @param directory absolute
 * @param prefix see {@link Destination#prefix()}
 */
public record FileDestination(Path directory, String prefix) implements Destination {
    /** Characters that one path may have on any system. */
    public static final int MAX_PATH = 1_000;

    public FileDestination {
        if (!directory.isAbsolute()) {
            throw new IllegalArgumentException("directory must be absolute");
        }
        ObjectPrefix.require(prefix);
    }

    @Override
    public <R> R choose(Function<S3Destination, R> ofBucket, Function<FileDestination, R> ofDirectory) {
        return ofDirectory.apply(this);
    }

    @Override
    public Map<String, Object> tree() {
        return new TreeMap<>(Map.of("kind", "file", "directory", directory.toString(), "prefix", prefix));
    }
}
