package dev.waybill.kind.layout;

import dev.waybill.spec.yaml.DidYouMean;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A template taken apart. Messages begin with the option's name, {@code path}, and give advice after a semicolon. */
public final class TemplatePath {
    private static final String WINDOW_START = "window-start";
    private static final String REGION = "region";
    private static final Instant ANY_START = Instant.parse("2026-03-04T05:06:07Z");
    private static final Pattern PIECE = Pattern.compile("\\{([a-z-]*)(?::([^{}]*))?}|([^{}]+)|[{}]");
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9/=._,+@!()-]*");
    /** Room for the longest prefix of a destination and a slash below S3's 1,024 bytes. */
    private static final int MAX_LENGTH = 620;
    /** Below the 255 bytes of common file systems, with room for the ending of a temporary file. */
    private static final int MAX_SEGMENT = 240;

    private final List<Piece> pieces;
    private final boolean unique;

    private TemplatePath(List<Piece> pieces, boolean unique) {
        this.pieces = pieces;
        this.unique = unique;
    }

    /** @throws IllegalArgumentException if the text is no template */
    static TemplatePath parse(String path, String region, ZoneId zone) {
        if (path.length() > 2 * MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "path is too long; names may have " + MAX_LENGTH + " bytes, their template twice as many");
        }
        List<Piece> pieces = new ArrayList<>();
        boolean unique = false;
        Matcher matcher = PIECE.matcher(path);
        while (matcher.find()) {
            String text = matcher.group(3);
            String name = matcher.group(1);
            if (text != null) {
                pieces.add(constant(text));
            } else if (name == null) {
                throw new IllegalArgumentException("path has a brace without its partner; write {tenant}");
            } else {
                pieces.add(placeholder(name, matcher.group(2) == null ? "" : matcher.group(2), region, zone));
                unique |= Stream.of(Placeholder.values())
                        .anyMatch(known -> known.isUnique() && known.word().equals(name));
            }
        }
        return new TemplatePath(pieces, unique);
    }

    /**
     * The name of a part.
     *
     * @param start of its window
     * @param values what the placeholders stand for
     */
    public String name(Instant start, Function<Placeholder, String> values) {
        StringBuilder name = new StringBuilder(160);
        pieces.forEach(piece -> name.append(piece.text(start, values)));
        return name.toString();
    }

    /** @throws IllegalArgumentException if names could be equal for different parts, or unsafe in S3 or a file system */
    void requireSafe() {
        if (!unique) {
            throw new IllegalArgumentException("path makes no unique names; end it with {file} or {unique}{extension}");
        }
        String longest = name(ANY_START, Placeholder::longest);
        if (longest.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("path may make names of " + longest.length()
                    + " bytes; leave out some of it, the limit is " + MAX_LENGTH);
        }
        for (String segment : longest.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("path must be relative, without empty segments, . and ..; write "
                        + "{tenant}/{window-start:yyyy/MM/dd}/{file}");
            }
            if (segment.length() > MAX_SEGMENT) {
                throw new IllegalArgumentException("path may make a segment of " + segment.length()
                        + " bytes; put a slash between its placeholders, the limit is " + MAX_SEGMENT);
            }
        }
    }

    private static Piece constant(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "path has a character that is not safe everywhere; use A-Z, a-z, 0-9 and /=._,+@!()-");
        }
        return (start, values) -> text;
    }

    private static Piece placeholder(String name, String argument, String region, ZoneId zone) {
        if (name.equals(WINDOW_START)) {
            DateTimeFormatter formatter = StartPattern.of(argument, zone);
            return (start, values) -> formatter.format(start);
        }
        if (!argument.isEmpty()) {
            throw new IllegalArgumentException(
                    "path gives {" + name + "} a pattern; only {window-start:yyyy} takes one");
        }
        if (name.equals(REGION)) {
            if (region.isEmpty()) {
                throw new IllegalArgumentException("path holds {region}; say which in the option region");
            }
            return (start, values) -> region;
        }
        return Stream.of(Placeholder.values())
                .filter(known -> known.word().equals(name))
                .findFirst()
                .map(known -> (Piece) (start, values) -> values.apply(known))
                .orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        TreeSet<String> names = new TreeSet<>(List.of(REGION, WINDOW_START));
        Stream.of(Placeholder.values()).map(Placeholder::word).forEach(names::add);
        return new IllegalArgumentException(
                "path has an unknown placeholder {" + name + "}; " + DidYouMean.hint(name, names));
    }

    /** What stands between two ends of braces, or in them. */
    private interface Piece {
        String text(Instant start, Function<Placeholder, String> values);
    }
}
