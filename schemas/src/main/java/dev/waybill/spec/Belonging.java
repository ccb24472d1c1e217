package dev.waybill.spec;

import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.destination.S3Syntax;
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
 * @param name with its kind in front, {@code directory:/mnt/acme/}
 */
record Belonging(String name) implements Comparable<Belonging> {
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

    /** Below a directory, where a destination writes; empty if that is no absolute path, or is too long for one. */
    static Optional<Belonging> directory(String directory, String prefix) {
        return path(directory + "/" + prefix).map(Path::normalize).map(path -> new Belonging(DIRECTORY + slash(path)));
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

    /** Whether it is the same, or a directory in the other, which is one. */
    boolean isIn(Belonging other) {
        return equals(other) || other.isDirectory() && name.startsWith(other.name);
    }

    boolean isDirectory() {
        return name.startsWith(DIRECTORY);
    }

    /** It and, if it is a directory, those that it lies in, from the inside out. */
    Stream<Belonging> lineage() {
        return isDirectory()
                ? Stream.iterate(Path.of(toString()), Objects::nonNull, Path::getParent)
                        .map(path -> new Belonging(DIRECTORY + slash(path)))
                : Stream.of(this);
    }

    /** In the order in which whatever lies in a directory follows it. */
    @Override
    public int compareTo(Belonging other) {
        return name.compareTo(other.name);
    }

    /** As a spec writes it. */
    @Override
    public String toString() {
        String written = name.substring(name.indexOf(':') + 1);
        return isDirectory() && written.length() > 1 ? written.substring(0, written.length() - 1) : written;
    }

    /** With a slash at its end, so that no other directory's name begins with it but of one that lies in it. */
    private static String slash(Path path) {
        return path.toString().endsWith("/") ? path.toString() : path + "/";
    }

    private static Optional<Path> path(String text) {
        try {
            return text.length() > FileDestination.MAX_PATH
                    ? Optional.empty()
                    : Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
