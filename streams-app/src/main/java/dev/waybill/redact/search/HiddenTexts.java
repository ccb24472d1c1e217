package dev.waybill.redact.search;

import dev.waybill.event.Characters;
import dev.waybill.kind.redaction.PartOfName;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one event that are looked for as text, under one rule of what is a whole word. Few texts have all the
 * characters of a value; only for those must it be looked for. Reused; confined to one thread. Never print it.
 */
final class HiddenTexts {
    /** So many values are looked at one by one; if there are more, the automaton is faster. */
    private static final int FEW = 32;
    /** So many of those whose characters a text has are looked for in it, and so many bytes of each are compared. */
    private static final int LOOKED_FOR = 8;

    private static final int COMPARED = 16;
    /** Places that decide whether a value is in a host: in other text, after a scheme, after a scheme and a slash. */
    private static final String[] CONTEXTS = {"", "//", ":/"};

    private final PartOfName rule;
    private final Work work;
    private final Automaton automaton;
    private final Layer layer = new Layer();
    private final Reading reading = new Reading();
    private final Spans found = new Spans();

    /** The values; what a text must have that holds one are its characters. */
    private final Slices values = new Slices();

    /** Values that can be read in two ways. */
    private final List<byte[]> ambiguous = new ArrayList<>();

    private boolean linked;

    HiddenTexts(PartOfName rule, Work work) {
        this.rule = rule;
        this.work = work;
        this.automaton = new Automaton(rule, work);
    }

    void clear() {
        values.clear();
        if (!ambiguous.isEmpty()) {
            ambiguous.clear();
        }
        if (linked) {
            automaton.clear();
            layer.clear();
            reading.clear();
            linked = false;
        }
    }

    boolean isEmpty() {
        return values.size() == 0;
    }

    /**
     * Adds a value that is folded, or in ASCII without several blanks in a row.
     *
     * @param text UTF-8, kept, not copied
     * @param length at least 1
     * @param characters the {@link Characters} of the value
     */
    void add(byte[] text, int offset, int length, long characters) {
        values.add(text, offset, length, characters);
    }

    /** Adds a value as it is whose {@link Reading} is ambiguous; it was also added folded. */
    void addAmbiguous(byte[] value) {
        ambiguous.add(value);
    }

    /** Whether a value may stand in a text that reads as these characters; if false, none does. */
    boolean mayStandIn(long characters) {
        return values.mayBeWithin(characters, FEW);
    }

    /** Whether a value may stand in ASCII text in which nothing is encoded; if false, none does. */
    boolean mayStandIn(byte[] text, int offset, int length, long characters) {
        if (!values.mayBeWithin(characters, FEW)) {
            return false;
        }
        int size = values.size();
        int lookedFor = size > FEW ? LOOKED_FOR : 0;
        for (int i = values.within(characters, 0); i < size; i = values.within(characters, i + 1)) {
            if (values.length(i) <= length && (lookedFor++ == LOOKED_FOR || begins(i, text, offset, offset + length))) {
                return true;
            }
        }
        return false;
    }

    /** Hides what is found in the reading. */
    void hide(Reading text, Hidden hidden) {
        if (isEmpty()) {
            return;
        }
        if (!linked) {
            link();
        }
        found.clear();
        automaton.find(text, found);
        for (int i = 0; i < found.size(); i++) {
            hidden.add(text.from(found.begin(i)), text.to(found.end(i)));
        }
    }

    private void link() {
        for (int i = 0; i < values.size(); i++) {
            layer.set(values.text(i), values.offset(i), values.length(i));
            boolean mayBeHost = rule == PartOfName.KEEP && (values.characters(i) & Characters.of('.')) != 0;
            for (int context = 0; context < (mayBeHost ? CONTEXTS.length : 1); context++) {
                reading.read(layer, TextStyle.TEXT, CONTEXTS[context]);
                automaton.add(reading);
            }
        }
        for (byte[] value : ambiguous) {
            layer.set(value, 0, value.length);
            reading.readAgain(layer, TextStyle.TEXT);
            automaton.add(reading);
        }
        automaton.link();
        linked = true;
    }

    /** Whether the beginning of a value, up to its first blank, stands at the beginning of a word. */
    private boolean begins(int index, byte[] text, int begin, int end) {
        byte[] value = values.text(index);
        int offset = values.offset(index);
        int compared = compared(value, offset, values.length(index));
        int last = end - values.length(index);
        byte first = Folding.ascii(value[offset]);
        boolean letter = Words.isAlphanumeric(first);
        long steps = 0;
        boolean begins = false;
        for (int at = begin; at <= last && !begins; at++) {
            if (Folding.ascii(text[at]) == first && !(letter && at > begin && Words.isAlphanumeric(text[at - 1]))) {
                int same = 1;
                while (same < compared && Folding.ascii(text[at + same]) == Folding.ascii(value[offset + same])) {
                    same++;
                }
                begins = same == compared;
                steps += same;
            }
            steps++;
        }
        work.add(steps);
        return begins;
    }

    /** In texts a blank can be several. */
    private static int compared(byte[] value, int offset, int length) {
        int most = Math.min(length, COMPARED);
        int compared = 1;
        while (compared < most && Folding.ascii(value[offset + compared - 1]) != ' ') {
            compared++;
        }
        return compared;
    }
}
