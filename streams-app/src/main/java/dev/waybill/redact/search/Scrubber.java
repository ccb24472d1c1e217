package dev.waybill.redact.search;

import dev.waybill.event.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Replaces hidden values by {@code -} where they stand in text.
 *
 * <p>A quick look settles most texts: they have not all the characters of a value. The others are read in every way in
 * which they can be read, that is after each round of percent-decoding, with Punycode decoded and without the escapes of server logs; whatever is found in one
 * {@link Reading} is hidden. Confined to one thread.
 */
public final class Scrubber {
    /** So long a text outside ASCII nearly always has all the characters of a value. */
    private static final int LONG = 1 << 10;

    private static final LogEscape[] ESCAPES = LogEscape.values();

    private final HiddenValues values;
    private final Work work;
    private final Hidden hidden = new Hidden();
    private final Reading reading = new Reading();
    private final Layer unicode = new Layer();
    private final Layer unescaped = new Layer();
    private Layer layer = new Layer();
    private Layer decoded = new Layer();

    public Scrubber(HiddenValues values, Work work) {
        this.values = values;
        this.work = work;
    }

    /**
     * Whether the characters alone say that the text stays as it is; most texts are settled so.
     *
     * @param characters the {@link Characters} of the text
     */
    public boolean isSettled(long characters, TextStyle style) {
        return !style.isThorough(characters)
                && !Punycode.mayStandIn(characters)
                && (characters & Characters.NON_ASCII) == 0
                && !values.mayStandIn(characters, style);
    }

    /**
     * The text without hidden values; null if there are none and it stays as it is.
     *
     * @param characters the {@link Characters} of the text
     */
    public byte @Nullable [] scrub(byte[] text, int offset, int length, long characters, TextStyle style) {
        return mayHold(text, offset, length, characters, style) ? search(text, offset, length, style) : null;
    }

    /** Whether a hidden value may stand in the text; if false, none does, and the text can be parsed. */
    boolean mayHold(byte[] text, int offset, int length, long characters, TextStyle style) {
        if (style.isThorough(characters)) {
            return true;
        }
        if (Punycode.standsIn(text, offset, offset + length, characters)) {
            return true;
        }
        if ((characters & Characters.NON_ASCII) == 0) {
            return values.mayStandIn(text, offset, length, characters, style);
        }
        return length > LONG || values.mayStandIn(Folding.characters(text, offset, length), style);
    }

    /** The same as {@link #scrub}, the thorough way. */
    byte @Nullable [] search(byte[] text, int offset, int length, TextStyle style) {
        try {
            hidden.clear();
            layer.set(text, offset, length);
            int query = style == TextStyle.URI ? UriFaults.query(layer) : length;
            int fault = style == TextStyle.TEXT ? Layer.NOWHERE : UriFaults.first(layer);
            fault = Math.min(fault, read(style));
            if (fault == Layer.NOWHERE) {
                return hidden.without(text, offset, length);
            }
            if (fault < query) {
                return Hidden.REPLACEMENT;
            }
            hidden.add(query + 1, length);
            return hidden.without(text, offset, length);
        } finally {
            layer.clear();
            decoded.clear();
            unicode.clear();
            unescaped.clear();
            reading.clear();
        }
    }

    /** Reads the text in all ways; where the first thing stands that forbids to show it, or {@link Layer#NOWHERE}. */
    private int read(TextStyle style) {
        int fault = Layer.NOWHERE;
        for (int round = 0; ; round++) {
            int malformed = read(layer, style);
            if (unicode.decodePunycode(layer)) {
                read(unicode, style);
            }
            // Bytes that are no UTF-8 are what such escapes are for.
            for (LogEscape escape : ESCAPES) {
                if (unescaped.unescape(layer, escape)) {
                    read(unescaped, style);
                }
            }
            if (style != TextStyle.TEXT) {
                fault = Math.min(fault, malformed);
            }
            if (round == ValueForms.MAX_ROUNDS) {
                return Math.min(fault, layer.firstEscapeFrom());
            }
            if (!decoded.decode(layer)) {
                return fault;
            }
            Layer next = decoded;
            decoded = layer;
            layer = next;
        }
    }

    private int read(Layer source, TextStyle style) {
        reading.read(source, style);
        int malformed = reading.malformedFrom();
        find(source, style);
        if (reading.isAmbiguous()) {
            reading.readAgain(source, style);
            find(source, style);
        }
        return malformed;
    }

    private void find(Layer source, TextStyle style) {
        work.add(source.length() + reading.length());
        values.hide(reading, style, hidden);
    }
}
