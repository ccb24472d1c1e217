package dev.waybill.kafka.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerClockTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");

    private Instant now = START;

    /** The answer takes two seconds, so the broker may have stamped the record at any time of them. */
    @ParameterizedTest
    @CsvSource({"PT0S, PT0S", "PT1S, PT0S", "PT-1S, PT0S", "PT30S, PT29S", "PT-30S, PT-29S"})
    void saysHowFarTheBrokerIsAheadAtLeast(Duration ahead, Duration atLeast) throws Exception {
        assertThat(new BrokerClock(clock()).ahead(new Broker(ahead), "clock")).isEqualTo(atLeast);
    }

    private final class Broker extends MockProducer<byte[], byte[]> {
        private final Duration ahead;

        Broker(Duration ahead) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.ahead = ahead;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            now = now.plusSeconds(1);
            long stamp = now.plus(ahead).toEpochMilli();
            now = now.plusSeconds(1);
            return CompletableFuture.completedFuture(
                    new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, stamp, 0, 0));
        }
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
