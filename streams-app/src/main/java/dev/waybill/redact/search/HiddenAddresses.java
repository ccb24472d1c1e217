package dev.waybill.redact.search;

import dev.waybill.event.AddressText;
import dev.waybill.event.Ascii;
import dev.waybill.event.Characters;
import dev.waybill.event.IpAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The addresses among the values of one event. Reused; confined to one thread. Never print it. */
final class HiddenAddresses {
    /** So many addresses are looked at one by one. */
    private static final int FEW = 8;

    private static final int LONGEST_GROUP = 4;
    private static final long SPELLED =
            Characters.DIGITS | Characters.of(new byte[] {'a', 'b', 'c', 'd', 'e', 'f'}, 0, 6);
    private static final long ZERO = Characters.of('0');
    private static final long COLON = Characters.of(':');
    private static final long JOINTS = Characters.of('.') | Characters.of('-') | Characters.of('_');
    private static final long AT = Characters.of('@');
    private static final long BEFORE_HOSTS = AT | Characters.of('/');

    /** Without any of these, text holds no address, but for a number where a host begins. */
    static final long TELLING = COLON | JOINTS | BEFORE_HOSTS;

    private final IpAddress[] few = new IpAddress[FEW];
    /** Per address: the digits but zeros that it has wherever it is written in the usual numbers. */
    private final long[] digits = new long[FEW];
    /** All addresses, if there are more than a few. */
    private final Set<IpAddress> many = new HashSet<>();

    /** Digits and dots of which nobody has asked yet whether they are an address. */
    private final Slices undecided = new Slices();
    /** Takes those that are none. */
    private final HiddenTexts others;

    private final byte[] canonical = new byte[IpAddress.MAX_LENGTH];
    private int size;

    HiddenAddresses(HiddenTexts others) {
        this.others = others;
    }

    void clear() {
        undecided.clear();
        if (size > FEW) {
            many.clear();
        }
        size = 0;
    }

    boolean isEmpty() {
        return size == 0 && undecided.size() == 0;
    }

    /** Adds a value that holds nothing but digits and dots. */
    void addDotted(byte[] text, int offset, int length, long characters) {
        undecided.add(text, offset, length, characters & Characters.DIGITS & ~ZERO);
    }

    /** Finds out which values are addresses, and hands over the others, before anything is looked for thoroughly. */
    void decide() {
        for (int i = 0; i < undecided.size(); i++) {
            byte[] text = undecided.text(i);
            IpAddress address = AddressText.parse(text, undecided.offset(i), undecided.length(i));
            if (address != null) {
                add(address, undecided.characters(i)); // found wherever the text is
            } else {
                long characters = Characters.of(text, undecided.offset(i), undecided.length(i));
                others.add(text, undecided.offset(i), undecided.length(i), characters);
            }
        }
        undecided.clear();
    }

    /** Adds an address, and the one that it carries. */
    void add(IpAddress address) {
        add(address, Characters.of(canonical, 0, address.write(canonical)) & SPELLED);
        IpAddress carried = address.carried();
        if (carried != null) {
            add(carried);
        }
    }

    private void add(IpAddress address, long itsDigits) {
        if (isOneOf(address)) {
            return;
        }
        if (size < FEW) {
            few[size] = address;
            digits[size] = itsDigits & ~ZERO;
        } else {
            if (size == FEW) {
                many.addAll(Arrays.asList(few));
            }
            many.add(address);
        }
        size++;
    }

    /** Whether it is one of the addresses, or carries one of them. */
    boolean contains(IpAddress address) {
        IpAddress carried = address.carried();
        return isOneOf(address) || carried != null && isOneOf(carried);
    }

    /** Whether an address may stand in a text that reads as these characters; if false, none does. */
    boolean mayStandIn(long characters, TextStyle style) {
        if (isEmpty() || (characters & TELLING) == 0 && style != TextStyle.HOST) {
            return false;
        }
        return (characters & COLON) != 0
                || (characters & Characters.DIGITS) != 0
                        && ((characters & BEFORE_HOSTS) != 0 || style == TextStyle.HOST)
                || haveDigitsIn(characters)
                || undecided.mayBeWithin(characters, FEW);
    }

    /** Whether an address may stand in ASCII text in which nothing is encoded; if false, none does. */
    boolean mayStandIn(byte[] text, int offset, int length, long characters, TextStyle style) {
        if (isEmpty()) {
            return false;
        }
        if ((characters & JOINTS) != 0 && undecided.mayBeWithin(characters, FEW)) {
            decide();
        }
        return (characters & JOINTS) != 0 && isSpelledOut(text, offset, offset + length, characters)
                || (characters & COLON) != 0 && hasGroups(text, offset, offset + length)
                || (characters & Characters.DIGITS) != 0 && hasNumericHost(text, offset, length, characters, style);
    }

    private boolean isOneOf(IpAddress address) {
        if (size > FEW) {
            return many.contains(address);
        }
        for (int i = 0; i < size; i++) {
            if (few[i].equals(address)) {
                return true;
            }
        }
        return false;
    }

    private boolean haveDigitsIn(long characters) {
        boolean possible = size > FEW;
        for (int i = 0; i < size && !possible; i++) {
            possible = (digits[i] & ~characters) == 0;
        }
        return possible;
    }

    /** Whether the text has the digits of an address and, for IPv4, four numbers that are joined. */
    private boolean isSpelledOut(byte[] text, int begin, int end, long characters) {
        if (size > FEW) {
            return true;
        }
        for (int i = 0; i < size; i++) {
            if ((digits[i] & ~characters) == 0 && (!few[i].isV4() || hasFourNumbers(text, begin, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasFourNumbers(byte[] text, int begin, int end) {
        int joints = 0;
        boolean digit = false;
        for (int i = begin; i < end; i++) {
            if (Ascii.isDigit(text[i])) {
                if (joints == 3) {
                    return true;
                }
                digit = true;
            } else {
                boolean joint = text[i] == '.' || text[i] == '-' || text[i] == '_';
                joints = joint && digit ? joints + 1 : 0;
                digit = false;
            }
        }
        return false;
    }

    /** Whether two colons stand so close as in an IPv6 address. */
    private static boolean hasGroups(byte[] text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (text[i] == ':') {
                int next = i + 1;
                while (next < end && next - i <= LONGEST_GROUP && Ascii.hexDigit(text[next]) >= 0) {
                    next++;
                }
                if (next < end && text[next] == ':') {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a digit may stand where the host of a URL begins. */
    private static boolean hasNumericHost(byte[] text, int offset, int length, long characters, TextStyle style) {
        return (characters & AT) != 0
                || style == TextStyle.HOST && Ascii.isDigit(text[offset])
                || (characters & BEFORE_HOSTS) != 0 && EightBytes.haveTwice(text, offset, offset + length, '/');
    }
}
