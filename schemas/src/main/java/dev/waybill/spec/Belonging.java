package dev.waybill.spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that a spec can name and that belongs to one tenant, since whoever names it uses rights or knowledge of its
 * owner: a role, static keys by their alias, a directory with all that lies below it, or a reference to a secret. Equal
 * where it is the same thing, however it is written.
 *
 * @param name with its kind in front, {@code directory:/mnt/acme}
 */
record Belonging(String name) {
    /** A reference of ours, or one that a Kafka config provider resolves. */
    static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^{}\\p{Cntrl}]*}");

    private static final Pattern PATH_IN_REFERENCE = Pattern.compile("(\\$\\{[A-Za-z0-9_-]+:)(/[^:}]*)(.*)");
    private static final String ROLE = "role:";
    private static final String KEYS = "keys:";
    private static final String DIRECTORY = "directory:";
    private static final String REFERENCE_TO = "reference:";

    static Belonging role(String arn) {
        return new Belonging(ROLE + arn);
    }

    static Belonging staticKeys(String alias) {
        return new Belonging(KEYS + alias);
    }

    /** Below a directory, where a destination writes; empty if the text is not an absolute path. */
    static Optional<Belonging> directory(String directory, String prefix) {
        return path(directory).map(path -> path.resolve(prefix.startsWith("/") ? "" : prefix)
                        .normalize())
                .map(path -> new Belonging(DIRECTORY + path));
    }

    static Belonging reference(String text) {
        Matcher matcher = PATH_IN_REFERENCE.matcher(text);
        Optional<Path> path = matcher.matches() ? path(matcher.group(2)) : Optional.empty();
        return new Belonging(REFERENCE_TO
                + path.map(known -> matcher.group(1) + known.normalize() + matcher.group(3))
                        .orElse(text));
    }

    /**
     * Whatever a text names, told by its form.
     *
     * @throws IllegalArgumentException if it names nothing that belongs to anybody; with advice behind a semicolon
     */
    static Belonging parse(String text) {
        if (text.startsWith("arn:")) {
            return role(S3Syntax.roleArn(text));
        }
        if (REFERENCE.matcher(text).matches()) {
            return reference(text);
        }
        if (text.startsWith("/")) {
            return directory(text, "").orElseThrow(() -> new IllegalArgumentException("is not a path"));
        }
        if (S3Syntax.isAlias(text)) {
            return staticKeys(text);
        }
        throw new IllegalArgumentException("is nothing that belongs to a tenant; write a role's ARN, an alias of static"
                + " keys, an absolute directory, or a reference such as \"${env:NAME}\"");
    }

    /** It and, for a directory, those that it lies in, from the inside out. */
    Stream<Belonging> lineage() {
        return name.startsWith(DIRECTORY)
                ? Stream.iterate(Path.of(toString()), Objects::nonNull, Path::getParent)
                        .map(path -> new Belonging(DIRECTORY + path))
                : Stream.of(this);
    }

    /** As a spec writes it. */
    @Override
    public String toString() {
        return name.substring(name.indexOf(':') + 1);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
