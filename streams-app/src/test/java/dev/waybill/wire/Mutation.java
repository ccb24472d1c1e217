package dev.waybill.wire;

import java.util.Arrays;
import java.util.Random;

/** Spoils the bytes of a value in a few places. */
final class Mutation {
    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    byte[] of(byte[] value) {
        byte[] mutated = value;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            mutated = once(mutated);
        }
        return mutated;
    }

    private byte[] once(byte[] value) {
        int at = random.nextInt(value.length + 1);
        int length = random.nextInt(Math.min(16, value.length - at) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(value, at);
            case 1 -> spliced(value, at, length, new byte[0]);
            case 2 -> spliced(value, at, 0, Arrays.copyOfRange(value, at, at + length));
            case 3 -> spliced(value, at, 0, bytes(1 + random.nextInt(8)));
            // A length or a number of nine bytes, or the smallest one.
            case 4 -> spliced(value, at, 1 < length ? 1 : length, ones(random.nextInt(11)));
            default -> spliced(value, at, Math.min(1, length), bytes(Math.min(1, length)));
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] ones(int length) {
        byte[] ones = new byte[length + 1];
        Arrays.fill(ones, (byte) 0xFF);
        ones[length] = (byte) random.nextInt(0x80);
        return ones;
    }

    private static byte[] spliced(byte[] value, int at, int removed, byte[] added) {
        byte[] all = new byte[value.length - removed + added.length];
        System.arraycopy(value, 0, all, 0, at);
        System.arraycopy(added, 0, all, at, added.length);
        System.arraycopy(value, at + removed, all, at + added.length, value.length - at - removed);
        return all;
    }
}
