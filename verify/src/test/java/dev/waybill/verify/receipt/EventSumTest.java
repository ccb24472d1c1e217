package dev.waybill.verify.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventSumTest {
    private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

    @Test
    void addsHashesModuloTheirRange() {
        Random random = new Random(1);
        EventSum.Adder adder = new EventSum.Adder();
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 10_000; i++) {
            byte[] id = new byte[random.nextInt(80)];
            random.nextBytes(id);
            long micros = random.nextLong();
            adder.add(id, 0, id.length, micros);
            byte[] hashed =
                    ByteBuffer.allocate(id.length + 8).put(id).putLong(micros).array();
            expected = expected.add(new BigInteger(1, Sha256.of(hashed))).mod(MODULUS);
            assertThat(new BigInteger(adder.sum().hex(), 16)).isEqualTo(expected);
        }
    }

    @Test
    void doesNotDependOnOrderOrPieces() {
        Instant time = Instant.parse("2026-03-04T05:00:00.000001Z");
        EventSum a = EventSum.of("a", time);
        EventSum b = EventSum.of("b", time);
        EventSum c = EventSum.of("c", time.plusNanos(1000));

        assertThat(a.plus(b).plus(c)).isEqualTo(c.plus(b.plus(a)));
        assertThat(a.plus(EventSum.ZERO)).isEqualTo(a);
        assertThat(a).isNotEqualTo(EventSum.of("a", time.plusNanos(1000)));
        assertThat(a.plus(a)).isNotEqualTo(a);
    }

    @Test
    void runsOverAtItsRange() {
        EventSum most = new EventSum("f".repeat(64));

        assertThat(most.plus(new EventSum("0".repeat(63) + "1"))).isEqualTo(EventSum.ZERO);
    }
}
