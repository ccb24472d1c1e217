package dev.waybill.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.registry.schema.WriterSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RetryingSchemaLookupTest {
    private static final WriterSchema SCHEMA = new AvroWriter(Schema.create(Schema.Type.STRING));

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Boolean> availability = new ArrayList<>();
    private int outage;

    @Test
    void waitsUntilTheRegistryIsBack() {
        // Given
        outage = 8;
        RetryingSchemaLookup lookup = lookup(Duration.ofHours(1));

        // When
        WriterSchema schema = lookup.writerSchema(1);

        // Then
        assertThat(schema).isEqualTo(SCHEMA);
        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
        assertThat(availability).containsOnly(false);
        assertThat(lookup.available()).isTrue();
    }

    @Test
    void givesTheExceptionToTheCallerWhenPatienceEnds() {
        // Given
        outage = Integer.MAX_VALUE;
        RetryingSchemaLookup lookup = lookup(Duration.ofSeconds(1));

        // Then
        assertThatThrownBy(() -> lookup.writerSchema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(pauses).hasSize(2);
        assertThat(lookup.available()).isFalse();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        // Given
        RetryingSchemaLookup lookup = new RetryingSchemaLookup(
                id -> {
                    throw new RegistryUnavailableException("down", null);
                },
                new Shared(Duration.ofHours(1)),
                Duration.ZERO,
                Clock.systemUTC(),
                duration -> {
                    throw new InterruptedException();
                });

        // Then
        assertThatThrownBy(() -> lookup.writerSchema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anAnswerThatThereIsNoSchemaIsAnAnswer() {
        // Given
        RetryingSchemaLookup lookup = new RetryingSchemaLookup(
                id -> NoWriter.UNKNOWN, new Shared(Duration.ZERO), Duration.ZERO, Clock.systemUTC(), pauses::add);

        // Then
        assertThat(lookup.writerSchema(1)).isEqualTo(NoWriter.UNKNOWN);
        assertThat(lookup.available()).isTrue();
    }

    @Test
    void asksNoMoreWhatCouldEndTooLateAndTakesFromThePatienceOfAll() {
        // Given
        outage = Integer.MAX_VALUE;
        Shared patience = new Shared(Duration.ofSeconds(10));
        RetryingSchemaLookup lookup = lookup(patience, Duration.ofSeconds(2));

        // Then
        assertThatThrownBy(() -> lookup.writerSchema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(pauses).hasSize(5);
        assertThat(patience.left()).isEqualTo(Duration.ofMillis(2_250));
        assertThatThrownBy(() -> lookup.writerSchema(2)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(pauses).hasSize(6);
    }

    private RetryingSchemaLookup lookup(Duration patience) {
        return lookup(new Shared(patience), Duration.ZERO);
    }

    private RetryingSchemaLookup lookup(Patience patience, Duration longestCall) {
        RetryingSchemaLookup[] self = new RetryingSchemaLookup[1];
        Clock clock = new SumOfPauses();
        self[0] = new RetryingSchemaLookup(
                id -> {
                    if (outage-- > 0) {
                        throw new RegistryUnavailableException("down", null);
                    }
                    return SCHEMA;
                },
                patience,
                longestCall,
                clock,
                pause -> {
                    availability.add(self[0].available());
                    pauses.add(pause);
                });
        return self[0];
    }

    /** Time passes only while the lookup sleeps. */
    private final class SumOfPauses extends Clock {
        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(pauses.stream().reduce(Duration.ZERO, Duration::plus));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** One for all. */
    private static final class Shared implements Patience {
        private Duration left;

        Shared(Duration left) {
            this.left = left;
        }

        @Override
        public Duration left() {
            return left;
        }

        @Override
        public void waited(Duration time) {
            left = left.minus(time);
        }
    }
}
