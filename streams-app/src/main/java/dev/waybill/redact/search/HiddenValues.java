package dev.waybill.redact.search;

import dev.waybill.event.AddressText;
import dev.waybill.event.Characters;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.event.IpAddress;
import dev.waybill.kind.redaction.PartOfName;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The values that must not be found in one event any more. Reused for every event; confined to one thread. Never print it.
 *
 * <p>Collecting ASCII values and asking {@link #mayStandIn} allocates next to nothing.
 */
public final class HiddenValues {
    /** A value with one of these has more than one form, or may be stripped. */
    private static final long NOT_PLAIN =
            Characters.NON_ASCII | Characters.CONTROL | Characters.of('%') | Characters.of('\\') | Characters.of(' ');

    private static final long ESCAPED =
            Characters.NON_ASCII | Characters.CONTROL | Characters.of('%') | Characters.of('\\');
    private static final long COLON = Characters.of(':');
    private static final long DOT = Characters.of('.');
    private static final long DOTTED = Characters.DIGITS | DOT;

    private final HiddenTexts words;
    private final HiddenTexts names;
    private final HiddenAddresses addresses;
    private final HiddenNumbers numbers;
    private final AddressSearch addressSearch;
    private final Work work;
    private final ValueForms forms = new ValueForms();
    private final Layer layer = new Layer();
    private final Reading reading = new Reading();
    /** The characters that every text must have that holds a value as text. */
    private long shared = -1;
    /** One of these a text must have that holds an address. */
    private long telling;

    public HiddenValues(Work work) {
        this.work = work;
        this.words = new HiddenTexts(PartOfName.HIDE, work);
        this.names = new HiddenTexts(PartOfName.KEEP, work);
        this.addresses = new HiddenAddresses(words);
        this.numbers = new HiddenNumbers(work);
        this.addressSearch = new AddressSearch(addresses, work);
    }

    public void clear() {
        shared = -1;
        telling = 0;
        layer.clear();
        reading.clear();
        words.clear();
        names.clear();
        addresses.clear();
        numbers.clear();
    }

    public boolean isEmpty() {
        return words.isEmpty() && names.isEmpty() && addresses.isEmpty();
    }

    /** Adds the value of a field that is not null. Dates, decimals and booleans say nothing about anybody. */
    public void add(Event event, Field field, PartOfName rule) {
        if (field.type() == FieldType.LONG) {
            byte[] digits = Long.toString(event.number(field)).getBytes(StandardCharsets.US_ASCII);
            add(digits, 0, digits.length, Characters.of(digits, 0, digits.length), rule);
        } else if (field.type() == FieldType.JSON) {
            addScalars(new JsonTokens(event.buffer(field), event.offset(field), event.length(field)), rule);
        } else if (field.type() == FieldType.STRING) {
            add(event.buffer(field), event.offset(field), event.length(field), event.characters(field), rule);
        }
    }

    /**
     * Adds the addresses that stand in a STRING field that is not null: alone, in a list, or as RFC 7239 writes them
     * ({@code for="[2001:db8::9]:443"}). Nothing else in it counts.
     */
    public void addAddresses(Event event, Field field) {
        byte[] text = event.buffer(field);
        int end = event.offset(field) + event.length(field);
        int begin = event.offset(field);
        for (int at = begin; at <= end; at++) {
            if (at == end || separatesAddresses(text[at])) {
                if (at > begin) {
                    addAddress(AddressText.parse(text, begin, at - begin));
                }
                begin = at + 1;
            }
        }
    }

    /** The numbers among the values. */
    HiddenNumbers numbers() {
        return numbers;
    }

    /** Whether a value may stand in a text that reads as these characters; if false, none does. */
    boolean mayStandIn(long characters, TextStyle style) {
        long missing = ~characters;
        if ((shared & missing) != 0 && (characters & telling) == 0 && style != TextStyle.HOST) {
            return false;
        }
        return words.mayStandIn(characters) || names.mayStandIn(characters) || addresses.mayStandIn(characters, style);
    }

    /** Whether a value may stand in ASCII text in which nothing is encoded; if false, none does. */
    boolean mayStandIn(byte[] text, int offset, int length, long characters, TextStyle style) {
        return addresses.mayStandIn(text, offset, length, characters, style)
                || words.mayStandIn(text, offset, length, characters)
                || names.mayStandIn(text, offset, length, characters);
    }

    /** Hides what is found in the reading. */
    void hide(Reading text, TextStyle style, Hidden hidden) {
        addresses.decide();
        words.hide(text, hidden);
        names.hide(text, hidden);
        if (!addresses.isEmpty()) {
            addressSearch.hide(text, style, hidden);
        }
    }

    private static boolean separatesAddresses(byte b) {
        return b == ',' || b == ';' || b == '=' || b == '"' || b == ' ' || b == '\t';
    }

    private void addScalars(JsonTokens tokens, PartOfName rule) {
        while (tokens.next()) {
            if (tokens.isString() && !tokens.isKey() || tokens.isNumber()) {
                byte[] text = tokens.text();
                int offset = tokens.textOffset();
                int length = tokens.textLength();
                add(text, offset, length, Characters.of(text, offset, length), rule);
            }
        }
    }

    private void add(byte[] text, int offset, int length, long characters, PartOfName rule) {
        HiddenTexts texts = rule == PartOfName.HIDE ? words : names;
        if ((characters & NOT_PLAIN) != 0 || Punycode.standsIn(text, offset, offset + length, characters)) {
            addForms(text, offset, length, texts);
        } else if (length > 1 || length == 1 && text[offset] != '-') {
            addPlain(text, offset, length, characters, texts);
        }
    }

    private void addForms(byte[] text, int offset, int length, HiddenTexts texts) {
        byte[] stripped = stripped(new String(text, offset, length, StandardCharsets.UTF_8));
        if (stripped.length == 0 || stripped.length == 1 && stripped[0] == '-') {
            return;
        }
        long characters = Characters.of(stripped, 0, stripped.length);
        boolean plain = (characters & ESCAPED) == 0 && !Punycode.standsIn(stripped, 0, stripped.length, characters);
        if (plain && !hasBlanksInARow(stripped)) {
            addPlain(stripped, 0, stripped.length, characters, texts);
            return;
        }
        for (byte[] form : forms.of(stripped)) {
            addFolded(form, texts);
        }
    }

    private static byte[] stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && Folding.isBlank(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && Folding.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasBlanksInARow(byte[] text) {
        for (int i = 1; i < text.length; i++) {
            if (Folding.ascii(text[i]) == ' ' && Folding.ascii(text[i - 1]) == ' ') {
                return true;
            }
        }
        return false;
    }

    private void addFolded(byte[] form, HiddenTexts texts) {
        work.add(form.length);
        layer.set(form, 0, form.length);
        reading.read(layer, TextStyle.TEXT);
        byte[] folded = reading.toBytes();
        if (folded.length > 0) { // else it cannot be seen
            addPlain(folded, 0, folded.length, Characters.of(folded, 0, folded.length), texts);
        }
        if (reading.isAmbiguous()) {
            texts.addAmbiguous(form);
        }
    }

    /** Adds a value in a form that is folded, or in ASCII. */
    private void addPlain(byte[] text, int offset, int length, long characters, HiddenTexts texts) {
        numbers.add(text, offset, length, characters);
        boolean dotted = (characters & DOT) != 0 && (characters & ~DOTTED) == 0;
        if (dotted && texts == words) {
            addresses.addDotted(text, offset, length, characters);
            telling = HiddenAddresses.TELLING;
            return;
        }
        texts.add(text, offset, length, characters);
        shared &= characters;
        if (dotted || (characters & COLON) != 0) {
            addAddress(AddressText.parse(text, offset, length));
        }
    }

    private void addAddress(@Nullable IpAddress address) {
        if (address != null) {
            addresses.add(address);
            telling = HiddenAddresses.TELLING;
        }
    }
}
