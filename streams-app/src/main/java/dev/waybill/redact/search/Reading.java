package dev.waybill.redact.search;

import dev.waybill.event.Utf8;
import dev.waybill.kind.redaction.PartOfName;
import java.util.Arrays;

/**
 * One way to read a text, as UTF-8 that can be compared byte by byte: what is the same to a reader is the same here, see
 * {@link Folding}, and several blanks in a row are one. Each byte knows where in the field it comes from, and whether a word ends before it.
 *
 * <p>Where a character is no letter but is folded to one (a trade mark sign, a superscript), or to what joins names (an
 * ideographic full stop), words can be told apart in two ways: {@link #read} takes it for the letters, {@link #readAgain}
 * leaves it as it is. Reused; confined to one thread. Never print it.
 */
final class Reading {
    private static final int KEPT = 1 << 16;
    private static final int NONE = -1;
    private static final int MAX_UTF8 = 4;

    private byte[] bytes = {};
    /** Per byte: a bit for each constant of {@link PartOfName}, set where a word may begin or end before it. */
    private byte[] edges = {};

    private int[] from = {};
    private final Marks marks = new Marks(this::append);
    private final RecentFolds recentFolds = new RecentFolds();
    private int length;
    private int sourceLength;
    /** Where the first byte stands that is no UTF-8. */
    private int malformedFrom;

    private boolean ambiguous;

    private final HostTracker hosts = new HostTracker();
    private int last;
    private Words.Kind lastKind = Words.Kind.SEPARATOR;
    private boolean lastJoins;

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Whether a word begins or ends before this byte; both the beginning and the end of the text are such places. */
    boolean isEdge(int index, PartOfName rule) {
        return index == length || (edges[index] & 1 << rule.ordinal()) != 0;
    }

    /** The first byte of the field that this one comes from. */
    int from(int index) {
        return from[index];
    }

    /** Where in the field what comes after the bytes up to {@code end} begins; {@code end} is at least 1. */
    int to(int end) {
        int next = end;
        while (next < length && from[next] == from[end - 1]) {
            next++;
        }
        return next == length ? sourceLength : from[next];
    }

    /** Where in the field the first byte stands that is no UTF-8, or {@link Layer#NOWHERE}. */
    int malformedFrom() {
        return malformedFrom;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Reads a text. */
    void read(Layer layer, TextStyle textStyle) {
        read(layer, textStyle, "");
    }

    /**
     * Reads a text as if {@code context}, which is ASCII, stood before it where that decides whether the text is in a host.
     */
    void read(Layer layer, TextStyle textStyle, String context) {
        begin(layer, textStyle);
        context.chars().forEach(c -> append(c, 0));
        length = 0;
        append(layer, false);
    }

    /** Whether the text that was read last can be read again in another way. */
    boolean isAmbiguous() {
        return ambiguous;
    }

    /** Reads a text in the other way. */
    void readAgain(Layer layer, TextStyle textStyle) {
        begin(layer, textStyle);
        append(layer, true);
    }

    /** Lets go of memory that an unusually long text needed. */
    void clear() {
        if (bytes.length > KEPT) {
            bytes = new byte[0];
            edges = new byte[0];
            from = new int[0];
        }
        marks.clear();
        length = 0;
    }

    private void begin(Layer layer, TextStyle textStyle) {
        reserve(layer.length());
        length = 0;
        sourceLength = layer.from(layer.length());
        malformedFrom = Layer.NOWHERE;
        ambiguous = false;
        hosts.begin(textStyle);
        last = NONE;
        lastKind = Words.Kind.SEPARATOR;
        lastJoins = false;
    }

    private void append(Layer layer, boolean again) {
        int at = 0;
        while (at < layer.length()) {
            int size = layer.size(at);
            if (size == 0 && malformedFrom == Layer.NOWHERE) {
                malformedFrom = layer.from(at);
            }
            size = Math.max(1, size);
            int character = layer.codePoint(at, size);
            if (character < 0x80) {
                marks.flush();
                append(Folding.ascii((byte) character), layer.from(at));
            } else {
                appendFolded(character, layer.from(at), again);
            }
            at += size;
        }
        marks.flush();
    }

    private void appendFolded(int character, int source, boolean again) {
        String folded = recentFolds.of(character);
        boolean separator = !folded.isEmpty() && Words.kind(character) == Words.Kind.SEPARATOR;
        ambiguous |= separator && folded.codePoints().anyMatch(Words::isInName);
        if (again && separator) {
            marks.flush();
            appendSeparator(character, folded, source);
            return;
        }
        for (int i = 0; i < folded.length(); i += Character.charCount(folded.codePointAt(i))) {
            marks.append(folded.codePointAt(i), source);
        }
    }

    /** Appends what separates words: as it is if it is folded to letters or digits, else folded to what joins nothing. */
    private void appendSeparator(int character, String folded, int source) {
        if (folded.codePoints().anyMatch(c -> Words.kind(c) != Words.Kind.SEPARATOR)) {
            append(character, Words.Kind.SEPARATOR, false, source);
        } else {
            folded.codePoints().forEach(c -> append(c, Words.Kind.SEPARATOR, false, source));
        }
    }

    private void append(int character, int source) {
        append(character, Words.kind(character), Words.isJoint(character), source);
    }

    private void append(int character, Words.Kind kind, boolean joint, int source) {
        int edge = 0;
        hosts.follow(character);
        if (character == ' ' && last == ' ' && length > 0) {
            return;
        }
        boolean joins = joint && !(hosts.isInHost() && character == '.');
        if (length == 0 || !Words.joined(lastKind, last, kind, character)) {
            edge = 1 << PartOfName.HIDE.ordinal();
            if (length == 0 || !joinedInName(character, joins ? Words.Kind.LETTER : kind)) {
                edge |= 1 << PartOfName.KEEP.ordinal();
            }
        }
        last = character;
        lastKind = kind;
        lastJoins = joins;
        reserve(length + MAX_UTF8);
        int begin = length;
        length += Utf8.write(character, bytes, begin);
        for (int i = begin; i < length; i++) {
            edges[i] = 0;
            from[i] = source;
        }
        edges[begin] = (byte) edge;
    }

    /** Whether a character belongs to the name before it, where what joins names counts as a letter. */
    private boolean joinedInName(int character, Words.Kind kind) {
        return Words.joined(lastJoins ? Words.Kind.LETTER : lastKind, last, kind, character);
    }

    private void reserve(int needed) {
        if (bytes.length < needed) {
            int capacity = Math.max(needed, bytes.length * 2);
            bytes = Arrays.copyOf(bytes, capacity);
            edges = Arrays.copyOf(edges, capacity);
            from = Arrays.copyOf(from, capacity);
        }
    }
}
