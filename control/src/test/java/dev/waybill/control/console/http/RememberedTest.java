package dev.waybill.control.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.console.access.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:00:00Z"), ZoneOffset.UTC);
    private static final Caller ALICE = Caller.operator("alice");
    private static final Inbound REQUEST =
            new Inbound("POST", List.of("api"), Map.of(), Map.of(), Map.of(), new byte[] {'{', '}'}, "192.0.2.1");

    private final Remembered remembered = new Remembered(CLOCK);
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void keepsTheLastAnswersOnly() {
        // When
        for (int i = 0; i <= Remembered.MOST; i++) {
            ask("k-" + i, 10);
        }

        // Then
        assertThat(remembered.size()).isEqualTo(Remembered.MOST);
        ask("k-1", 10);
        assertThat(done).as("the second one is remembered").hasValue(Remembered.MOST + 1);
        ask("k-0", 10);
        assertThat(done).as("the first one is forgotten").hasValue(Remembered.MOST + 2);
    }

    @Test
    void keepsNoMoreBytesThanItMay() {
        // Given
        int half = Math.toIntExact(Remembered.MOST_BYTES / 2);

        // When
        ask("a", half);
        ask("b", half);
        ask("c", half);

        // Then
        assertThat(remembered.size()).isEqualTo(2);
        ask("b", half);
        assertThat(done).hasValue(3);
    }

    @Test
    void theFirstRequestIsNotMadeTwiceAtOnce() {
        // When
        Answer first = remembered.once(Optional.of("k"), ALICE, REQUEST, () -> {
            ProblemKind second = refusedWhileBusy();
            return Answer.json(second.name());
        });

        // Then
        assertThat(first.text()).isEqualTo("\"IDEMPOTENCY_KEY_IN_USE\"");
    }

    private ProblemKind refusedWhileBusy() {
        try {
            ask("k", 1);
            throw new AssertionError("was made twice");
        } catch (ProblemException e) {
            return e.problem().kind();
        }
    }

    private Answer ask(String key, int bytes) {
        return remembered.once(Optional.of(key), ALICE, REQUEST, () -> {
            done.incrementAndGet();
            return Answer.bytes("text/plain", new byte[bytes]);
        });
    }
}
