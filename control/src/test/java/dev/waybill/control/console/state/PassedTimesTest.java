package dev.waybill.control.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Source;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.Stamped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassedTimesTest {
    private static final Instant SIX = Instant.parse("2026-03-04T06:00:00Z");

    private final PassedTimes times = new PassedTimes("waybill");

    @Test
    void theSlowestPartitionCountsAndTheNewestEntryOfEach() {
        // Given
        say("waybill", 0, 2, SIX);
        assertThat(times.through(Source.DOWNLOAD))
                .as("the other has said nothing")
                .contains(Instant.MIN);
        say("waybill", 1, 2, SIX.plusSeconds(30));
        say("waybill", 0, 2, SIX.plusSeconds(10));
        say("waybill", 0, 2, SIX.plusSeconds(20));

        // Then
        assertThat(times.through(Source.DOWNLOAD)).contains(SIX.plusSeconds(20));
        assertThat(times.through(Source.AUDIT)).isEmpty();
        assertThat(times.heard()).isEqualTo(SIX.plusSeconds(31));
        assertThat(times.saidSince(SIX.plusSeconds(25)).get(Source.DOWNLOAD))
                .isEqualTo(Map.of(0, Optional.empty(), 1, Optional.of(SIX.plusSeconds(30))));
    }

    @Test
    void whatWasPassedOnceStaysPassed() {
        // Given
        say("waybill", 0, 1, SIX.plusSeconds(20));
        assertThat(times.through(Source.DOWNLOAD)).contains(SIX.plusSeconds(20));

        // When
        say("waybill", 0, 1, SIX);

        // Then
        assertThat(times.through(Source.DOWNLOAD)).contains(SIX.plusSeconds(20));
    }

    @Test
    void anotherApplicationsPartitionsDoNotCount() {
        // Given
        say("waybill-replay-1", 0, 1, SIX);

        // Then
        assertThat(times.through(Source.DOWNLOAD)).isEmpty();
        assertThat(times.heard()).isEqualTo(Instant.MIN);
    }

    @Test
    void takesNothingElse() {
        String passed = new String(entry("waybill", 0, 1, SIX), StandardCharsets.UTF_8);

        assertThat(take(passed.replace("\"passed\"", "\"opened\""))).isFalse();
        assertThat(take(passed.replace("\"format\":1", "\"format\":2"))).isFalse();
        assertThat(take("{\"format\":1,\"kind\":\"passed\",\"partition\":3}")).isFalse();
        assertThat(take("{")).isFalse();
        assertThat(take("")).isFalse();
        assertThat(take(passed.replace("\"stamped\"", "\"stumped\""))).isTrue();
        assertThat(times.unreadable()).isEqualTo(1);
        assertThat(times.through(Source.DOWNLOAD)).isEmpty();
    }

    private boolean take(String value) {
        return times.take(value.getBytes(StandardCharsets.UTF_8), SIX);
    }

    private void say(String application, int partition, int partitions, Instant through) {
        assertThat(times.take(entry(application, partition, partitions, through), through.plusSeconds(1)))
                .as("the ledger's own form is known")
                .isTrue();
    }

    private static byte[] entry(String application, int partition, int partitions, Instant through) {
        return LedgerJson.write(new PartitionPassed(
                new LedgerSource(application, Source.DOWNLOAD, partition),
                partitions,
                through,
                Instant.EPOCH,
                Stamped.BROKER,
                false));
    }
}
