package dev.waybill.spec.destination;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where an export's objects go. */
public sealed interface Destination permits S3Destination, FileDestination {
    /** Prefix of every object's name, without leading or trailing slash; empty for none. */
    String prefix();

    /** The keys and values as {@link DestinationReader} reads them, sorted, defaults explicit, absent values left out. */
    Map<String, Object> tree();

    /** What this kind of destination makes of itself. */
    <R> R choose(Function<S3Destination, R> ofBucket, Function<FileDestination, R> ofDirectory);

    /** The bucket, if it is one. */
    default Optional<S3Destination> s3() {
        return choose(Optional::of, directory -> Optional.empty());
    }

    /** What stands in front of every object's name, as a URL or an absolute path, with a slash at its end. */
    default String base() {
        String root =
                choose(s3 -> "s3://" + s3.bucket(), file -> file.directory().toString());
        return root + "/" + (prefix().isEmpty() ? "" : prefix() + "/");
    }
}
