package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.objectName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.fake.S3DestinationBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody holds more than a share: whatever hangs, another tenant's part arrives at once. */
class BulkheadTest {
    private static final int EXPORTS = 64;

    private SinkScenario sink = new SinkScenario();
    private long offset;

    @AfterEach
    void close() {
        sink.dispatcher.revokeAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 20})
    void whenEndpointsHangOthersGoOn(int endpoints) {
        // Given: every export of every endpoint has more than one part
        for (int endpoint = 0; endpoint < endpoints; endpoint++) {
            URI uri = URI.create("http://hanging.example:" + (9_000 + endpoint));
            for (int i = 0; i < EXPORTS; i++) {
                ExportId export = new ExportId("tenant-" + endpoint + "-" + i, "downloads");
                sink.store.add(export, uri);
                sink.append(SHARED_DELIVERY, export, offset++, offset++);
            }
            sink.hangingEndpoints.add(new Endpoint("hanging.example:" + (9_000 + endpoint)));
        }
        sink.maxPollRecords = 16;
        for (int read = 0; read < offset; read += sink.maxPollRecords) {
            sink.poll();
            sink.runUploads();
        }

        // Then
        assertThat(sink.hanging).hasSizeBetween(51, 255);
        assertDeliveredAtOnce();
    }

    @Test
    void whenOneTenantsDestinationHangsOthersOfItsEndpointGoOn() {
        // Given
        for (int i = 0; i < EXPORTS; i++) {
            ExportId export = new ExportId("hanging", "export-" + i);
            sink.store.add(export, "hanging-logs");
            sink.append(SHARED_DELIVERY, export, offset++);
        }
        sink.hangingTenants.add("hanging");
        sink.settle();

        // Then
        assertThat(sink.hanging).hasSize(15);
        assertDeliveredAtOnce();
    }

    @Test
    void whenStsHangsWhoHasASessionGoesOn() {
        // Given
        for (int i = 0; i < EXPORTS; i++) {
            ExportId export = new ExportId("tenant-" + i, "downloads");
            sink.store.add(export, "bucket");
            sink.store.withoutSession.add(export);
            sink.append(SHARED_DELIVERY, export, offset++);
        }
        sink.hangingEndpoints.add(FakeStore.STS);
        sink.settle();

        // Then
        assertThat(sink.hanging).isNotEmpty();
        assertDeliveredAtOnce();
    }

    @Test
    void whoGetsASessionWaitsForHisStoreAndNotForSts() {
        // Given
        sink.store.add(ACME, "acme-logs");
        sink.store.withoutSession.add(ACME);
        sink.append(SHARED_DELIVERY, ACME, offset++, offset++);
        sink.hangingEndpoints.add(Endpoint.store(new S3DestinationBuilder().build()));

        // When
        sink.settle();

        // Then
        assertThat(sink.store.attempts).as("calls that came back").isEqualTo(1);
        assertThat(sink.hanging).extracting(Calls.Call::endpoint).containsExactly(new Endpoint("s3.eu-west-1"));
    }

    @Test
    void memoryIsNotUsedUpByWhoHangs() {
        // Given: parts of an eighth of the budget
        sink = new SinkScenario(16_000, ParkingLot.NONE, false);
        for (int i = 0; i < EXPORTS; i++) {
            ExportId export = new ExportId("tenant-" + i, "downloads");
            sink.store.add(export, URI.create("http://hanging.example:9000"));
            sink.append(Records.part(Topics.dedicated(export), export, 0, new byte[2_000]));
            sink.append(Records.part(Topics.dedicated(export), export, 1, new byte[2_000]));
        }
        sink.hangingEndpoints.add(new Endpoint("hanging.example:9000"));
        sink.settle();
        long held = sink.dispatcher.inFlightBytes();

        // When
        sink.store.add(ACME, "acme-logs");
        sink.append(Records.part(SHARED_DELIVERY, ACME, 0, new byte[2_000]));
        sink.poll();
        sink.runUploads();

        // Then
        assertThat(held).isEqualTo(4_000);
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0));
    }

    @Test
    void whoHangsIsDeliveredOnceThePlaceAnswers() {
        // Given
        whenEndpointsHangOthersGoOn(4);
        sink.store.uploaded.clear();

        // When
        sink.hangingEndpoints.clear();
        sink.endHangingCalls();
        for (int i = 0; i < 40; i++) {
            sink.settle();
        }

        // Then
        assertThat(sink.store.uploaded).hasSize(4 * EXPORTS * 2).doesNotHaveDuplicates();
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(offset);
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
    }

    /** Connect reads a few records at a time; what is far behind must not be all that it reads. */
    @Test
    void anExportThatIsFarBehindDoesNotKeepNewRecordsFromBeingRead() {
        // Given: acme's role was refused for a backlog of 10,000 records, among which are globex's
        sink.maxPollRecords = 16;
        sink.pollTime = Duration.ofMillis(20);
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        for (int i = 0; i < 5_000; i++) {
            sink.append(SHARED_DELIVERY, ACME, offset++);
            sink.append(SHARED_DELIVERY, GLOBEX, offset++);
        }
        pollUntilDelivered(GLOBEX, offset - 1);
        sink.store.broken.clear();
        pollUntilDelivered(ACME, 200);

        // When
        List<Integer> polls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sink.append(SHARED_DELIVERY, GLOBEX, offset++);
            polls.add(pollUntilDelivered(GLOBEX, offset - 1));
        }

        // Then: 500 ms of reading again are 25 polls
        assertThat(polls).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(30));
        assertThat(sink.committable(SHARED_DELIVERY)).as("acme is still behind").isLessThan(9_000);
    }

    @Test
    void exportsThatAreBehindTakeTurns() {
        // Given: acme is far behind, globex only a little, when both recover
        sink.maxPollRecords = 16;
        sink.pollTime = Duration.ofMillis(20);
        ExportId initech = new ExportId("initech", "all");
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
        sink.store.add(initech, "initech-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.store.broken.put(GLOBEX, FailureKind.ROLE_REFUSED);
        for (int i = 0; i < 8_000; i++) {
            sink.append(SHARED_DELIVERY, ACME, offset++);
        }
        long globexs = offset++;
        sink.append(SHARED_DELIVERY, GLOBEX, globexs);
        sink.append(SHARED_DELIVERY, initech, offset++);
        pollUntilDelivered(initech, offset - 1);
        sink.store.broken.clear();

        // When
        pollUntilDelivered(GLOBEX, globexs);

        // Then
        assertThat(sink.store.uploaded).hasSizeLessThan(2_000);
    }

    @Test
    void aProbeReadsItsRecordAndNotTheBacklog() {
        // Given
        sink.maxPollRecords = 16;
        sink.pollTime = Duration.ofMillis(20);
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(SHARED_DELIVERY, ACME, offset++);
        for (int i = 0; i < 5_000; i++) {
            sink.append(SHARED_DELIVERY, GLOBEX, offset++);
        }
        pollUntilDelivered(GLOBEX, offset - 1);
        long read = sink.recordsRead;
        int attempts = sink.store.attempts;

        // When
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then: one poll at the record, one at the end
        assertThat(sink.store.attempts).isEqualTo(attempts + 1);
        assertThat(sink.recordsRead - read).isLessThanOrEqualTo(16 + 1);
    }

    /** Connect takes the offset it was told to go back to for committed. */
    @Test
    void whatWasReadAgainIsCommittedThoughNothingComesAfterIt() {
        // Given
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(SHARED_DELIVERY, ACME, offset++);
        sink.append(SHARED_DELIVERY, GLOBEX, offset++);
        sink.append(SHARED_DELIVERY, GLOBEX, offset++);
        sink.settle();
        long before = sink.commit(SHARED_DELIVERY).orElseThrow();

        // When
        sink.store.broken.clear();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then
        assertThat(before).isZero();
        assertThat(sink.commit(SHARED_DELIVERY)).hasValue(3);
    }

    private void assertDeliveredAtOnce() {
        sink.store.uploaded.clear();
        sink.store.add(ACME, "acme-logs");
        sink.append(SHARED_DELIVERY, ACME, offset);
        sink.poll();
        sink.runUploads();
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, offset));
        offset++;
    }

    /** How many polls it took. */
    private int pollUntilDelivered(ExportId export, long record) {
        for (int polls = 1; polls <= 20_000; polls++) {
            sink.poll();
            sink.runUploads();
            if (sink.store.uploaded.contains(objectName(export, record))) {
                return polls;
            }
        }
        throw new AssertionError(export + "#" + record + " was not delivered");
    }
}
