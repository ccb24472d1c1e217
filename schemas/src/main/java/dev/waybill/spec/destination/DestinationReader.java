package dev.waybill.spec.destination;

import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code destination} nodes: kinds {@code s3} and {@code file}. */
public final class DestinationReader {
    private static final List<String> KINDS = List.of("file", "s3");

    private DestinationReader() {}

    /** The destination; empty if it has problems, which have then been reported. */
    public static Optional<Destination> read(Mapping mapping) {
        Optional<String> kind = mapping.requiredText("kind");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind.get()) {
            case "s3" -> S3DestinationReader.read(mapping);
            case "file" -> file(mapping);
            default -> {
                mapping.report(Problem.at(mapping.place("kind"), "unknown kind of destination")
                        .value(kind.get())
                        .hint(DidYouMean.hint(kind.get(), KINDS)));
                yield Optional.empty();
            }
        };
    }

    /** Takes a trailing slash off. */
    static String prefix(String text) {
        String prefix = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        ObjectPrefix.problem(prefix).ifPresent(message -> {
            throw new IllegalArgumentException(message + "; write path segments such as logs/downloads");
        });
        return prefix;
    }

    private static Optional<Destination> file(Mapping mapping) {
        Optional<Path> directory = mapping.requiredParsed("directory", DestinationReader::directory);
        String prefix = mapping.parsed("prefix", DestinationReader::prefix).orElse("");
        mapping.finish();
        return mapping.isClean() ? directory.map(path -> new FileDestination(path, prefix)) : Optional.empty();
    }

    private static Path directory(String text) {
        if (text.length() > FileDestination.MAX_PATH) {
            throw new IllegalArgumentException(
                    "is too long a path; write at most " + FileDestination.MAX_PATH + " characters");
        }
        try {
            Path path = Path.of(text);
            if (!path.isAbsolute() || !path.normalize().equals(path)) {
                throw new IllegalArgumentException("must be an absolute path without . and ..; write /var/lib/logs");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path: " + e.getReason(), e);
        }
    }
}
