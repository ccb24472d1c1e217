package dev.waybill.control.preview.leak;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** An IP address: 4 bytes, or 16 if it is no IPv4 address in another guise. */
record Address(String hex) {
    private static final int V4 = 4;
    private static final int V6 = 16;
    private static final int GROUPS = 8;

    private static Address of(byte[] bytes) {
        boolean mapped = bytes.length == V6
                && Arrays.equals(bytes, 0, 12, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}, 0, 12);
        return new Address(HexFormat.of().formatHex(mapped ? Arrays.copyOfRange(bytes, 12, V6) : bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    boolean isV4() {
        return hex.length() == 2 * V4;
    }

    /** The one that stands at the beginning or all of the text, without brackets, port and zone; empty if none does. */
    static Optional<Address> parse(String text) {
        String plain = text.strip();
        if (plain.startsWith("[")) {
            int end = plain.indexOf(']');
            plain = end < 0 ? plain.substring(1) : plain.substring(1, end);
        } else if (plain.chars().filter(c -> c == ':').count() == 1) {
            plain = plain.substring(0, plain.indexOf(':'));
        }
        int zone = plain.indexOf('%');
        plain = zone < 0 ? plain : plain.substring(0, zone);
        return plain.indexOf(':') >= 0 ? v6(plain) : v4(plain.split("\\.", -1));
    }

    /** Four decimal numbers; leading zeros do not matter. */
    static Optional<Address> v4(String[] numbers) {
        if (numbers.length != V4) {
            return Optional.empty();
        }
        byte[] bytes = new byte[V4];
        for (int i = 0; i < V4; i++) {
            if (!numbers[i].matches("[0-9]{1,3}") || Integer.parseInt(numbers[i]) > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) Integer.parseInt(numbers[i]);
        }
        return Optional.of(of(bytes));
    }

    /** As hosts of URLs may have it: one to four numbers, decimal, octal or hexadecimal, the last for all bytes that are left. */
    static Optional<Address> host(String text) {
        String[] numbers = text.split("\\.", -1);
        if (numbers.length > V4) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < numbers.length; i++) {
            boolean last = i == numbers.length - 1;
            int bits = last ? 8 * (V4 - i) : 8;
            long number = number(numbers[i]);
            if (number < 0 || number >= 1L << bits) {
                return Optional.empty();
            }
            value = value << bits | number;
        }
        return Optional.of(new Address(HexFormat.of().toHexDigits((int) value)));
    }

    private static long number(String text) {
        try {
            if (text.matches("0[xX][0-9A-Fa-f]{1,8}")) {
                return Long.parseLong(text.substring(2), 16);
            }
            if (text.matches("0[0-7]{1,11}")) {
                return Long.parseLong(text, 8);
            }
            return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** With {@code ::} or without, the end perhaps as four decimal numbers. */
    static Optional<Address> v6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        boolean good = gap < 0
                ? groups(text, before)
                : groups(text.substring(0, gap), before) && groups(text.substring(gap + 2), after);
        int missing = 4 * GROUPS - before.length() - after.length();
        if (!good || (gap < 0 ? missing != 0 : missing < 4)) {
            return Optional.empty();
        }
        return Optional.of(of(HexFormat.of().parseHex(before + "0".repeat(missing) + after)));
    }

    private static boolean groups(String text, StringBuilder hex) {
        if (text.isEmpty()) {
            return true;
        }
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            if (groups[i].matches("[0-9A-Fa-f]{1,4}")) {
                hex.append("0".repeat(4 - groups[i].length())).append(groups[i]);
            } else if (i == groups.length - 1 && groups[i].indexOf('.') > 0) {
                Optional<Address> v4 = v4(groups[i].split("\\.", -1));
                v4.ifPresent(address -> hex.append(address.hex));
                return v4.isPresent();
            } else {
                return false;
            }
        }
        return true;
    }

    /** The IPv4 address that an address of 6to4, NAT64 or Teredo holds. */
    Optional<Address> carried() {
        if (isV4()) {
            return Optional.empty();
        }
        if (hex.startsWith("2002")) {
            return Optional.of(new Address(hex.substring(4, 12)));
        }
        if (hex.startsWith("0064ff9b0000000000000000")) {
            return Optional.of(new Address(hex.substring(24)));
        }
        if (hex.startsWith("20010000")) {
            byte[] client = HexFormat.of().parseHex(hex.substring(24));
            for (int i = 0; i < client.length; i++) {
                client[i] = (byte) ~client[i];
            }
            return Optional.of(of(client));
        }
        return Optional.empty();
    }

    /** Whether a reader of the other one learns this one, or what it carries. */
    boolean isIn(Address other) {
        return equals(other)
                || other.carried().filter(this::equals).isPresent()
                || carried().filter(v4 -> v4.equals(other)
                                || other.carried().filter(v4::equals).isPresent())
                        .isPresent();
    }

    @Override
    public String toString() {
        return isV4() ? "an IPv4 address" : "an IPv6 address";
    }
}
