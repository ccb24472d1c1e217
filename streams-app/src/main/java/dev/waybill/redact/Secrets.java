package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values that must not be found in one event any more, folded by {@link CaseFold}. Reused for every event; confined
 * to one thread. Never print it.
 */
final class Secrets {
    private static final int NONE = -1;

    private final List<Secret> all = new ArrayList<>();
    private final List<IpAddress> addresses = new ArrayList<>();
    /** By first byte: the index of the last secret that begins with it. */
    private final int[] byFirst = new int[256];

    private boolean nonAscii;
    private boolean colons;

    /** One value. IPv4 addresses are found wherever no digit stands beside them, other values as whole words. */
    record Secret(byte[] bytes, int[] characters, boolean address, int previous) {}

    Secrets() {
        clear();
    }

    void clear() {
        all.clear();
        addresses.clear();
        Arrays.fill(byFirst, NONE);
        nonAscii = false;
        colons = false;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean haveNonAscii() {
        return nonAscii;
    }

    List<Secret> all() {
        return all;
    }

    List<IpAddress> addresses() {
        return addresses;
    }

    /** Adds the value of a field that is not null. Dates, doubles and booleans say nothing about anybody. */
    void add(Event event, Field field) {
        if (field.type() == FieldType.LONG) {
            add(Long.toString(event.number(field)));
        } else if (field.type() == FieldType.JSON) {
            addValues(new JsonTokens(event.buffer(field), event.offset(field), event.length(field)));
        } else if (field.type() == FieldType.STRING) {
            addText(event, field);
        }
    }

    private void addText(Event event, Field field) {
        String text = new String(event.buffer(field), event.offset(field), event.length(field), StandardCharsets.UTF_8);
        add(text);
        if (field.path().equals("forwarded_for")) {
            for (String entry : text.split(",", -1)) {
                add(entry);
            }
        }
    }

    private void addValues(JsonTokens tokens) {
        while (tokens.next()) {
            if (tokens.isString() && !tokens.isKey() || tokens.isNumber()) {
                add(tokens.text());
            }
        }
    }

    private void add(String value) {
        String text = value.strip();
        if (text.isEmpty() || text.equals("-")) {
            return;
        }
        put(text, false);
        if (text.indexOf('%') >= 0) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            DecodedText next = DecodedText.of(bytes, 0, bytes.length).decoded();
            for (int round = 0; next != null && round < Scrubber.MAX_ROUNDS; round++) {
                put(next.text(0, next.length()), false);
                next = next.decoded();
            }
        }
        if (text.indexOf(':') >= 0 || text.indexOf('.') >= 0) {
            addAddress(text);
        }
    }

    private void addAddress(String text) {
        IpAddress address = IpAddress.parse(text);
        if (address == null || addresses.contains(address)) {
            return;
        }
        addresses.add(address);
        String canonical = address.toString();
        if (canonical.indexOf(':') >= 0) {
            colons = true;
            put(canonical, false);
        } else {
            put(canonical, true);
            put(canonical.replace('.', '-'), true);
        }
    }

    private void put(String text, boolean address) {
        int[] characters = text.codePoints().map(CaseFold::fold).toArray();
        byte[] bytes = new String(characters, 0, characters.length).getBytes(StandardCharsets.UTF_8);
        for (Secret secret : all) {
            if (secret.address() == address && Arrays.equals(secret.bytes(), bytes)) {
                return;
            }
        }
        nonAscii |= bytes.length != characters.length;
        int first = bytes[0] & 0xff;
        all.add(new Secret(bytes, characters, address, byFirst[first]));
        byFirst[first] = all.size() - 1;
    }

    /**
     * Whether a secret may stand in this text; if false, none does. Cheap: one pass over the bytes. Escapes, anything
     * outside ASCII and other spellings of an address need the thorough search.
     */
    boolean mayOccur(byte[] text, int offset, int length) {
        if (nonAscii) {
            return true;
        }
        int end = offset + length;
        int previous = '/';
        for (int i = offset; i < end; i++) {
            byte b = text[i];
            if (b < 0 || b == '%' || b == ':' && (colons || previous == ':' && !addresses.isEmpty())) {
                return true;
            }
            int first = CaseFold.fold(b);
            if (byFirst[first] != NONE && beginsWord(first, previous) && anyAt(byFirst[first], text, i, end)) {
                return true;
            }
            previous = b;
        }
        return false;
    }

    private static boolean beginsWord(int first, int previous) {
        return !CaseFold.isAlphanumeric(previous)
                || !CaseFold.isAlphanumeric(first)
                || CaseFold.isDigit(first) && !CaseFold.isDigit(previous);
    }

    private boolean anyAt(int last, byte[] text, int at, int end) {
        for (int i = last; i != NONE; i = all.get(i).previous()) {
            byte[] secret = all.get(i).bytes();
            int matched = 0;
            while (matched < secret.length
                    && at + matched < end
                    && CaseFold.fold(text[at + matched]) == secret[matched]) {
                matched++;
            }
            if (matched == secret.length) {
                return true;
            }
        }
        return false;
    }
}
