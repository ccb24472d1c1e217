package dev.waybill.redact;

import dev.waybill.event.Characters;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.event.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that must not be found in one event any more, folded by {@link CaseFold}. Reused for every event; confined
 * to one thread. Never print it.
 *
 * <p>Collecting ASCII values and asking {@link #mayOccur} allocates next to nothing; {@link #all} prepares what the
 * thorough search needs.
 */
final class Secrets {
    private static final long ESCAPED = Characters.NON_ASCII | Characters.of('%');
    private static final long IN_ADDRESSES = Characters.of(':') | Characters.of('.');

    private final PendingValues pending = new PendingValues();
    private final FoldedValues values = new FoldedValues();
    private final Prefilter prefilter = new Prefilter(values);
    private final List<IpAddress> addresses = new ArrayList<>();
    private final List<Secret> all = new ArrayList<>();
    private final byte[] canonical = new byte[IpAddress.MAX_LENGTH];

    /** One value. IPv4 addresses are found wherever no digit stands beside them, other values as whole words. */
    record Secret(int[] characters, boolean address) {}

    void clear() {
        pending.clear();
        prefilter.clear();
        if (values.size() > 0) {
            values.clear();
            addresses.clear();
            all.clear();
        }
    }

    boolean isEmpty() {
        return values.size() == 0 && pending.isEmpty();
    }

    /** Whether one of the values is not ASCII. */
    boolean haveNonAscii() {
        return values.haveNonAscii();
    }

    List<Secret> all() {
        addPending();
        while (all.size() < values.size()) {
            all.add(values.secret(all.size()));
        }
        return all;
    }

    List<IpAddress> addresses() {
        addPending();
        return addresses;
    }

    /**
     * Whether a secret may stand in this text; if false, none does. Cheap: most texts have not all the characters of a
     * secret, for the others one pass over the bytes decides. Escapes, most characters outside ASCII and other spellings
     * of an address need the thorough search.
     *
     * @param characters the {@link Characters} of the text
     */
    boolean mayOccur(byte[] text, int offset, int length, long characters) {
        if (pending.mayStandIn(characters, length)) {
            addPending();
        }
        return prefilter.mayMatch(text, offset, offset + length, characters);
    }

    private void addPending() {
        if (!pending.isEmpty()) {
            pending.takeAll(this::add);
            prefilter.invalidate();
        }
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
        byte[] text = event.buffer(field);
        int begin = event.offset(field);
        int end = begin + event.length(field);
        long characters = event.characters(field);
        if (PendingValues.canHold(characters)) {
            if (end - begin > 1 || end > begin && text[begin] != '-') {
                pending.add(text, begin, end - begin, characters);
            }
            if (PendingValues.mayBeAddress(characters)) {
                prefilter.addAddresses();
            }
        } else {
            add(text, begin, end);
        }
        if (field.path().equals("forwarded_for")) {
            for (int at = begin; at <= end; at++) {
                if (at == end || text[at] == ',') {
                    add(text, begin, at);
                    begin = at + 1;
                }
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

    /** Adds UTF-8 text: at once if it is plain, else as a string. */
    private void add(byte[] text, int begin, int end) {
        long characters = Characters.of(text, begin, end - begin);
        if ((characters & ESCAPED) != 0) {
            add(new String(text, begin, end - begin, StandardCharsets.UTF_8));
            return;
        }
        int from = begin;
        int to = end;
        while (from < to && CaseFold.isSpace(text[from])) {
            from++;
        }
        while (from < to && CaseFold.isSpace(text[to - 1])) {
            to--;
        }
        if (from == to || to - from == 1 && text[from] == '-') {
            return;
        }
        if ((characters & IN_ADDRESSES) != 0) {
            add(IpAddress.parse(text, from, to - from));
        }
        values.add(text, from, to, false);
    }

    private void add(String value) {
        String text = value.strip();
        if (text.isEmpty() || text.equals("-")) {
            return;
        }
        values.add(text);
        if (text.indexOf('%') >= 0) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            DecodedText next = DecodedText.of(bytes, 0, bytes.length).decoded();
            for (int round = 0; next != null && round < Scrubber.MAX_ROUNDS; round++) {
                values.add(next.text(0, next.length()));
                next = next.decoded();
            }
        }
        if (text.indexOf(':') >= 0 || text.indexOf('.') >= 0) {
            add(IpAddress.parse(text));
        }
    }

    private void add(@Nullable IpAddress address) {
        if (address == null || addresses.contains(address)) {
            return;
        }
        addresses.add(address);
        prefilter.addAddresses();
        int length = address.write(canonical);
        values.add(canonical, 0, length, address.isV4());
        if (address.isV4()) {
            for (int i = 0; i < length; i++) {
                canonical[i] = canonical[i] == '.' ? (byte) '-' : canonical[i];
            }
            values.add(canonical, 0, length, true);
        }
    }
}
