package dev.waybill.imports.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines of fields with fixed text between them, such as {@code LogFormat} of Apache and {@code log_format} of nginx
 * describe. A line fits as a whole or not at all.
 *
 * <p>A field between quotes ends at the first quote that has no backslash before it and has behind it what the format
 * has there; a quote with something else than that or a blank behind it belongs to the field, since some servers escape
 * no quotes. Any other field ends where the text behind it begins, and holds no blank and no quote unless
 * {@link LineField#mayHoldBlanks} or it stands in brackets.
 */
public final class LineTemplate {
    private final List<Piece> pieces;
    private final String end;
    private final LineEscape escape;
    /** The pieces' numbers, the one to be put first first. */
    private final int[] order;

    private LineTemplate(List<Piece> pieces, String end, LineEscape escape) {
        this.pieces = List.copyOf(pieces);
        this.end = end;
        this.escape = escape;
        this.order = IntStream.range(0, pieces.size())
                .boxed()
                .sorted(Comparator.comparing(i -> pieces.get(i).rank()))
                .mapToInt(i -> i)
                .toArray();
    }

    /** A template of lines whose fields are escaped in one way. */
    public static Builder escapedBy(LineEscape escape) {
        return new Builder(escape);
    }

    /** Parses a line without its line end. */
    public LogEntry parse(byte[] line) throws BadLineException {
        String text = new String(line, ISO_8859_1);
        RawText[] raw = split(text);
        EntryDraft draft = new EntryDraft();
        for (int i : order) {
            if (!raw[i].logged().isEmpty() || escape != LineEscape.JSON) {
                pieces.get(i).field().put(raw[i], draft);
            }
        }
        return draft.entry();
    }

    private RawText[] split(String line) throws BadLineException {
        RawText[] raw = new RawText[pieces.size()];
        int at = 0;
        for (int i = 0; i < raw.length; i++) {
            Piece piece = pieces.get(i);
            if (!line.startsWith(piece.before(), at)) {
                throw new BadLineException("no " + piece.field().name() + piece.place());
            }
            at += piece.before().length();
            int to = endOf(line, at, i);
            raw[i] = new RawText(line.substring(at, to), escape);
            requireWord(piece, raw[i].logged());
            at = to;
        }
        if (at + end.length() != line.length() || !line.endsWith(end)) {
            throw new BadLineException("more fields than the format has");
        }
        return raw;
    }

    private static void requireWord(Piece piece, String logged) throws BadLineException {
        if (piece.isEnclosed() || piece.field().mayHoldBlanks()) {
            return;
        }
        if (logged.isEmpty()) {
            throw new BadLineException("no " + piece.field().name());
        }
        if (logged.indexOf(' ') >= 0 || logged.indexOf('"') >= 0) {
            throw new BadLineException("text behind the " + piece.field().name() + " that the format does not have");
        }
    }

    /** Where the field of piece {@code i} ends, which begins at {@code from}. */
    private int endOf(String line, int from, int i) throws BadLineException {
        Piece piece = pieces.get(i);
        boolean isLast = i + 1 == pieces.size();
        String next = isLast ? end : pieces.get(i + 1).before();
        if (piece.before().endsWith("\"") && next.startsWith("\"")) {
            return closingQuote(line, from, i, next);
        }
        if (isLast && next.isEmpty()) {
            return line.length();
        }
        int found = piece.field().end(line, from, next);
        while (!isLast && found >= 0 && !pieces.get(i + 1).field().mayStart(line, found + next.length())) {
            found = line.indexOf(next, found + 1);
        }
        if (found < 0) {
            throw new BadLineException(
                    isLast
                            ? "the " + piece.field().name() + " does not end as the format does"
                            : "no " + pieces.get(i + 1).field().name()
                                    + pieces.get(i + 1).place());
        }
        return found;
    }

    private int closingQuote(String line, int from, int i, String next) throws BadLineException {
        for (int at = from; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\' && escape.hasBackslash()) {
                at++;
            } else if (c == '"') {
                boolean isLast = i + 1 == pieces.size();
                if (line.startsWith(next, at) && (!isLast || at + next.length() == line.length())) {
                    return at;
                }
                if (escape.isStrict() || endsField(line, at, next)) {
                    throw new BadLineException(
                            isLast
                                    ? "more fields than the format has"
                                    : "no " + pieces.get(i + 1).field().name()
                                            + pieces.get(i + 1).place());
                }
            }
        }
        throw new BadLineException("the quotes of the " + pieces.get(i).field().name() + " are not closed");
    }

    /** Whether what is behind a quote says that it is no part of the field. */
    private static boolean endsField(String line, int quote, String next) {
        if (quote + 1 == line.length()) {
            return true;
        }
        char behind = line.charAt(quote + 1);
        return behind == ' ' || next.length() > 1 && behind == next.charAt(1);
    }

    /**
     * A field and what stands before it.
     *
     * @param rank of two fields that say the same, the one with the lower rank counts
     */
    private record Piece(String before, LineField field, int rank) {
        boolean isEnclosed() {
            return before.endsWith("\"") || before.endsWith("[");
        }

        String place() {
            return before.endsWith("\"") ? " in quotes" : before.endsWith("[") ? " in brackets" : "";
        }
    }

    /** Takes the template's parts from left to right. */
    public static final class Builder {
        private final LineEscape escape;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        private Builder(LineEscape escape) {
            this.escape = escape;
        }

        /** Fixed text; its characters stand for one byte each. */
        public Builder text(String fixed) {
            text.append(fixed);
            return this;
        }

        /** A field that counts before others that say the same. */
        public Builder field(LineField field) {
            return field(field, 0);
        }

        /**
         * A field.
         *
         * @param rank of fields that say the same, the one with the lowest rank counts
         */
        public Builder field(LineField field, int rank) {
            pieces.add(new Piece(text.toString(), field, rank));
            text.setLength(0);
            return this;
        }

        /** Whether a field has just been added, with no text behind it that could end it. */
        public boolean isRightBehindField() {
            return !pieces.isEmpty() && text.isEmpty();
        }

        /** The template. */
        public LineTemplate build() {
            return new LineTemplate(pieces, text.toString(), escape);
        }
    }
}
