package dev.waybill.spec;

import java.nio.file.Path;

/**
 * A directory on the machine (or the network mount) of the sink.
 *
 * @param directory absolute
 * @param prefix see {@link Destination#prefix()}
 */
public record FileDestination(Path directory, String prefix) implements Destination {
    public FileDestination {
        if (!directory.isAbsolute()) {
            throw new IllegalArgumentException("directory must be absolute");
        }
        S3Destination.requirePrefix(prefix);
    }
}
