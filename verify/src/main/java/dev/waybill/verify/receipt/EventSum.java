package dev.waybill.verify.receipt;

import dev.waybill.contract.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * The sum modulo 2^256 of the hashes of delivered events: the same in whatever order and in however many pieces they are
 * added, and another one if an event is missing, there twice or changed.
 *
 * @param hex 64 lower-case hex digits, big-endian
 */
public record EventSum(String hex) {
    /** The sum of no events. */
    public static final EventSum ZERO = new EventSum("0".repeat(64));

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    public EventSum {
        Hex.require("sum", hex);
    }

    /** With the events of the other added. */
    public EventSum plus(EventSum other) {
        BigInteger sum =
                new BigInteger(hex, 16).add(new BigInteger(other.hex, 16)).mod(MODULUS);
        String digits = sum.toString(16);
        return new EventSum("0".repeat(64 - digits.length()) + digits);
    }

    /**
     * Adds events one by one, without an object for each. Not for use by several threads. Its value is kept in four words
     * of 64 bits, the lowest first.
     */
    public static final class Adder {
        private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

        private final long[] words = new long[4];
        private final MessageDigest digest = Sha256.digest();
        private final byte[] time = new byte[Long.BYTES];
        private final byte[] hash = new byte[32];

        /**
         * Adds an event: SHA-256 over its id and then its time, eight bytes, big-endian.
         *
         * @param id buffer that holds the event id in UTF-8
         * @param start where it begins there
         * @param length its length in bytes
         * @param occurredAtMicros microseconds since the epoch
         */
        public void add(byte[] id, int start, int length, long occurredAtMicros) {
            digest.update(id, start, length);
            LONG.set(time, 0, occurredAtMicros);
            digest.update(time);
            try {
                digest.digest(hash, 0, hash.length);
            } catch (DigestException e) {
                throw new IllegalStateException("SHA-256 has 32 bytes", e);
            }
            long carry = 0;
            for (int i = 0; i < words.length; i++) {
                long addend = (long) LONG.get(hash, (words.length - 1 - i) * Long.BYTES);
                long sum = words[i] + addend;
                long carried = sum + carry;
                boolean overflow = Long.compareUnsigned(sum, addend) < 0 || Long.compareUnsigned(carried, sum) < 0;
                words[i] = carried;
                carry = overflow ? 1 : 0;
            }
        }

        /** The sum so far. */
        public EventSum sum() {
            HexFormat hex = HexFormat.of();
            return new EventSum(hex.toHexDigits(words[3])
                    + hex.toHexDigits(words[2])
                    + hex.toHexDigits(words[1])
                    + hex.toHexDigits(words[0]));
        }
    }

    /** The sum of one event; its time counts in microseconds. */
    public static EventSum of(String eventId, Instant occurredAt) {
        Adder adder = new Adder();
        byte[] id = eventId.getBytes(StandardCharsets.UTF_8);
        adder.add(id, 0, id.length, ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt));
        return adder.sum();
    }
}
