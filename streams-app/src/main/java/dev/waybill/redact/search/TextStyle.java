package dev.waybill.redact.search;

import dev.waybill.contract.FieldMeaning;
import dev.waybill.contract.TextKind;
import dev.waybill.event.Characters;

/** What kind of text a field holds. */
public enum TextStyle {
    /** Hidden as far as it cannot be parsed. */
    URI(Characters.CONTROL | Characters.NON_ASCII | Characters.of('%') | Characters.of('\\') | Characters.of('[')),
    /** Dots separate words, and a number alone may be an address; hidden as a whole if it cannot be parsed. */
    HOST(Characters.CONTROL | Characters.NON_ASCII | Characters.of('%') | Characters.of('\\') | Characters.of('[')),
    TEXT(Characters.CONTROL | Characters.of('%') | Characters.of('\\'));

    private final long thorough;

    TextStyle(long thorough) {
        this.thorough = thorough;
    }

    /** The style of the text that a field of this meaning holds. */
    public static TextStyle of(FieldMeaning meaning) {
        if (meaning.is(TextKind.URI)) {
            return URI;
        }
        return meaning.is(TextKind.HOST) ? HOST : TEXT;
    }

    /** Whether a text of these {@link Characters} must be searched thoroughly, whatever values are hidden. */
    boolean isThorough(long characters) {
        return (characters & thorough) != 0;
    }
}
