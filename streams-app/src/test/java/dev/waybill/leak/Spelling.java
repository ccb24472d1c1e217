package dev.waybill.leak;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** The ways to write an address. */
final class Spelling {
    private Spelling() {}

    static InetAddress v4(Random random) {
        return address(new byte[] {
            (byte) (100 + random.nextInt(100)),
            (byte) random.nextInt(256),
            (byte) random.nextInt(256),
            (byte) (1 + random.nextInt(255))
        });
    }

    /** Documentation addresses with some groups that are zero. */
    static InetAddress v6(Random random) {
        byte[] bytes = new byte[16];
        bytes[0] = 0x20;
        bytes[1] = 0x01;
        bytes[2] = 0x0d;
        bytes[3] = (byte) 0xb8;
        for (int i = 4; i < 16; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
        }
        bytes[15] |= 1;
        return address(bytes);
    }

    /** Another address that differs in one bit of its last byte, and is another one too where hosts are read as octal. */
    static InetAddress neighbour(Random random, InetAddress of) {
        byte[] bytes = of.getAddress();
        int last = bytes[bytes.length - 1] & 0xff;
        int other = last;
        while (other == last || paddedAsOctal(other) == last) {
            other = last ^ 2 << random.nextInt(6);
        }
        bytes[bytes.length - 1] = (byte) other;
        return address(bytes);
    }

    /** What a byte of two decimal digits means to readers that take a zero before it for octal; 041 is 33. */
    private static int paddedAsOctal(int number) {
        boolean octal = number < 80 && number % 10 < 8;
        return octal ? number / 10 * 8 + number % 10 : number;
    }

    /** As it stands in a field of its own. */
    static String plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? dotted(bytes, ".") : groups(bytes, ":", "%x");
    }

    /** In running text. */
    static String any(Random random, InetAddress address) {
        byte[] bytes = address.getAddress();
        String text = bytes.length == 4 ? anyV4(random, bytes) : anyV6(random, bytes);
        if (random.nextInt(6) == 0) {
            text = Disguise.wide(text);
        }
        return Disguise.encoded(random, text, random.nextInt(4));
    }

    /** As the host of a URL. */
    static String host(Random random, InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            return "[" + groups(bytes, ":", "%X") + "]";
        }
        long all = (bytes[0] & 0xffL) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        return switch (random.nextInt(6)) {
            case 0 -> number(random, all);
            case 1 -> number(random, all >> 24) + "." + number(random, all & 0xffffff);
            case 2 ->
                number(random, all >> 24) + "." + number(random, all >> 16 & 0xff) + "." + number(random, all & 0xffff);
            default -> {
                StringJoiner parts = new StringJoiner(".");
                for (byte b : bytes) {
                    parts.add(number(random, b & 0xff));
                }
                yield parts.toString();
            }
        };
    }

    private static String anyV4(Random random, byte[] bytes) {
        String hex = String.format("%02x%02x:%02x%02x", bytes[0], bytes[1], bytes[2], bytes[3]);
        return switch (random.nextInt(9)) {
            case 0 -> dotted(bytes, "-");
            case 1 -> dotted(bytes, "_");
            case 2 ->
                String.format(
                        "%03d.%03d.%03d.%03d", bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff);
            case 3 -> "::ffff:" + dotted(bytes, ".");
            case 4 -> "::FFFF:" + hex;
            case 5 -> "0:0:0:0:0:ffff:" + hex;
            case 6 -> "64:ff9b::" + hex;
            default -> dotted(bytes, ".");
        };
    }

    private static String anyV6(Random random, byte[] bytes) {
        return switch (random.nextInt(6)) {
            case 0 -> groups(bytes, ":", "%04x");
            case 1 -> groups(bytes, random.nextBoolean() ? "-" : "_", "%x");
            case 2 -> compressed(bytes, ":");
            case 3 -> compressed(bytes, random.nextBoolean() ? "-" : ":");
            case 4 ->
                groups(bytes, ":", "%x").replaceFirst(":[0-9a-f]+:[0-9a-f]+$", ":")
                        + dotted(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]}, ".");
            default -> groups(bytes, ":", "%X");
        };
    }

    private static String dotted(byte[] bytes, String joint) {
        StringJoiner numbers = new StringJoiner(joint);
        for (byte b : bytes) {
            numbers.add(Integer.toString(b & 0xff));
        }
        return numbers.toString();
    }

    private static String groups(byte[] bytes, String joint, String form) {
        StringJoiner groups = new StringJoiner(joint);
        for (int i = 0; i < 16; i += 2) {
            groups.add(String.format(form, (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
        }
        return groups.toString();
    }

    /** The first groups of zeros, one or more, left out. */
    private static String compressed(byte[] bytes, String joint) {
        List<String> groups = new ArrayList<>(List.of(groups(bytes, ":", "%x").split(":")));
        int first = groups.indexOf("0");
        if (first < 0) {
            return String.join(joint, groups);
        }
        int last = first;
        while (groups.get(last).equals("0")) {
            last++;
        }
        return String.join(joint, groups.subList(0, first))
                + joint
                + joint
                + String.join(joint, groups.subList(last, groups.size()));
    }

    private static String number(Random random, long number) {
        return switch (random.nextInt(3)) {
            case 0 -> "0x" + Long.toHexString(number);
            case 1 -> "0" + Long.toOctalString(number);
            default -> Long.toString(number);
        };
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
