package dev.waybill.local.sample;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Draws from lists; the same seed draws the same. */
final class Choice {
    private final Random random;

    /** @param seeds together they decide what is drawn */
    Choice(long... seeds) {
        long mixed = 0;
        for (long seed : seeds) {
            mixed = (mixed ^ seed) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 29;
        }
        this.random = new Random(mixed);
    }

    /** One of the list; the first ones are drawn more often. */
    <T> T skewed(List<T> from) {
        double draw = random.nextDouble();
        return from.get((int) (draw * draw * from.size()));
    }

    <T> T of(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long low, long high) {
        return low + (long) (random.nextDouble() * (high - low));
    }

    boolean inPercent(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Lower-case letters and digits. */
    String id(String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix);
        while (id.length() < prefix.length() + length) {
            id.append(Character.forDigit(random.nextInt(36), 36));
        }
        return id.toString().toLowerCase(Locale.ROOT);
    }

    /** Of version 4 by its form. */
    String uuid() {
        ByteBuffer bytes = ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong());
        bytes.put(6, (byte) ((bytes.get(6) & 0x0f) | 0x40));
        bytes.put(8, (byte) ((bytes.get(8) & 0x3f) | 0x80));
        return new UUID(bytes.getLong(0), bytes.getLong(8)).toString();
    }
}
