package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.objectName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final String ACME_TOPIC = Topics.dedicated(ACME);
    private SinkScenario sink = new SinkScenario();

    @BeforeEach
    void knowTwoExports() {
        sink.store.add(ACME, "acme-logs");
        sink.store.add(GLOBEX, "globex-logs");
    }

    @AfterEach
    void close() {
        sink.dispatcher.revokeAll();
    }

    @Test
    void deliversEachRecordOnceInOrder() {
        // Given
        sink.append(ACME_TOPIC, ACME, 0, 1, 4);

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0), objectName(ACME, 1), objectName(ACME, 4));
        assertThat(sink.committable(ACME_TOPIC)).isEqualTo(5);
    }

    @Test
    void passesNoOffsetBeforeItsUploadHasEnded() {
        // Given
        sink.append(ACME_TOPIC, ACME, 3, 4);

        // When
        sink.poll();

        // Then
        assertThat(sink.committable(ACME_TOPIC)).isEqualTo(3);
        assertThat(sink.store.uploaded).isEmpty();
    }

    @Test
    void holdsBackOnlyTheExportWhoseDestinationFails() {
        // Given
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.append(SHARED_DELIVERY, GLOBEX, 1);
        sink.append(SHARED_DELIVERY, ACME, 2);
        sink.append(SHARED_DELIVERY, GLOBEX, 3);

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(GLOBEX, 1), objectName(GLOBEX, 3));
        assertThat(sink.committable(SHARED_DELIVERY)).isZero();
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
    }

    @Test
    void recoversByItselfWithoutRepeatingWhatOthersGot() {
        // Given
        holdsBackOnlyTheExportWhoseDestinationFails();
        sink.store.broken.clear();
        sink.store.uploaded.clear();

        // When
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0), objectName(ACME, 2));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(4);
    }

    @Test
    void waitsLongerAfterEachFailure() {
        // Given
        sink.store.broken.put(ACME, FailureKind.ACCESS_DENIED);
        sink.append(ACME_TOPIC, ACME, 0);
        sink.settle();

        // When
        sink.clock.advance(Duration.ofMillis(999));
        sink.settle();
        int early = sink.store.attempts;
        sink.clock.advance(Duration.ofMillis(1));
        sink.settle();
        int second = sink.store.attempts;
        sink.clock.advance(Duration.ofMillis(1_999));
        sink.settle();
        int stillSecond = sink.store.attempts;
        sink.clock.advance(Duration.ofMillis(1));
        sink.settle();

        // Then
        assertThat(List.of(early, second, stillSecond, sink.store.attempts)).containsExactly(1, 2, 2, 3);
    }

    @Test
    void asksToBeCalledWhenTheRetryIsDue() {
        // Given
        sink.store.broken.put(ACME, FailureKind.ACCESS_DENIED);
        sink.append(ACME_TOPIC, ACME, 0);
        sink.poll();
        sink.runUploads();
        sink.clock.advance(Duration.ofMillis(400));

        // When
        sink.poll();

        // Then
        assertThat(sink.context.timeout).isEqualTo(600);
    }

    @Test
    void probesAFailingDestinationWithOneRecord() {
        // Given
        sink.store.broken.put(ACME, FailureKind.UNREACHABLE);
        sink.append(ACME_TOPIC, ACME, 0, 1, 2, 3);
        sink.poll();
        sink.runUploads();
        sink.clock.advance(Duration.ofSeconds(1));
        sink.poll();

        // When
        sink.poll();

        // Then
        assertThat(sink.dispatcher.inFlightBytes()).isEqualTo(Records.bytes("acme/downloads#0").length);
    }

    @Test
    void retriesAtOnceWhenTheDestinationIsCorrected() {
        // Given
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.append(ACME_TOPIC, ACME, 0);
        sink.settle();
        sink.store.broken.clear();
        sink.store.add(ACME, "acme-logs-2");

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0));
    }

    @Test
    void holdsBackAnExportWithoutDestinationUntilItIsKnown() {
        // Given
        ExportId unknown = new ExportId("initech", "downloads");
        sink.append(SHARED_DELIVERY, unknown, 0);
        sink.append(SHARED_DELIVERY, ACME, 1);
        sink.settle();
        long before = sink.committable(SHARED_DELIVERY);

        // When
        sink.store.add(unknown, "initech-logs");
        sink.settle();

        // Then
        assertThat(before).isZero();
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 1), objectName(unknown, 0));
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(2);
    }

    @Test
    void neverPassesARecordWhoseHeadersContradictItsTopic() {
        // Given
        sink.append(ACME_TOPIC, GLOBEX, 0);
        sink.append(ACME_TOPIC, ACME, 1);

        // When
        sink.settle();
        sink.clock.advance(Duration.ofDays(1));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 1));
        assertThat(sink.committable(ACME_TOPIC)).isZero();
    }

    @Test
    void holdsAnExportBackBehindARecordWithWrongContent() {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "a.csv", Records.bytes("promised"));
        sink.append(Records.record(ACME_TOPIC, 0, headers, Records.bytes("delivered")));
        sink.append(ACME_TOPIC, ACME, 1);

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).isEmpty();
        assertThat(sink.committable(ACME_TOPIC)).isZero();
    }

    @Test
    void passesARefusedRecordOnceItIsADeadLetter() {
        // Given
        sink = new SinkScenario(1_000_000, ParkingLot.NONE, true);
        sink.store.add(ACME, "acme-logs");
        sink.append(ACME_TOPIC, GLOBEX, 0);
        sink.append(ACME_TOPIC, ACME, 1);

        // When
        sink.settle();

        // Then
        assertThat(sink.deadLetters).hasSize(1);
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 1));
        assertThat(sink.committable(ACME_TOPIC)).isEqualTo(2);
    }

    @Test
    void holdsNoMoreBytesThanTheBudgetAndLosesNothing() {
        // Given
        sink = new SinkScenario(100, ParkingLot.NONE, false);
        sink.store.add(ACME, "acme-logs");
        for (int offset = 0; offset < 20; offset++) {
            sink.append(Records.part(ACME_TOPIC, ACME, offset, new byte[30]));
        }
        sink.poll();
        long held = sink.dispatcher.inFlightBytes();

        // When
        for (int i = 0; i < 30; i++) {
            sink.settle();
        }

        // Then
        assertThat(held).isLessThanOrEqualTo(100);
        assertThat(sink.store.uploaded).hasSize(20).doesNotHaveDuplicates();
        assertThat(sink.committable(ACME_TOPIC)).isEqualTo(20);
    }

    @Test
    void acceptsARecordLargerThanTheBudget() {
        // Given
        sink = new SinkScenario(100, ParkingLot.NONE, false);
        sink.store.add(ACME, "acme-logs");
        sink.append(Records.part(ACME_TOPIC, ACME, 0, new byte[1_000]));

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).hasSize(1);
    }

    @Test
    void goesOnForTheOthersThoughMostDestinationsFail() {
        // Given
        for (int i = 0; i < 40; i++) {
            ExportId export = new ExportId("tenant-" + i, "downloads");
            sink.store.add(export, "bucket");
            sink.store.broken.put(export, FailureKind.UNREACHABLE);
            sink.append(SHARED_DELIVERY, export, i);
        }
        sink.settle();

        // When
        sink.append(SHARED_DELIVERY, ACME, 40);
        sink.poll();
        sink.runUploads();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 40));
    }

    @Test
    void forgetsARevokedPartitionAndStartsAfresh() {
        // Given
        sink.append(ACME_TOPIC, ACME, 0, 1);
        sink.poll();

        // When
        sink.dispatcher.revoke(List.of(new TopicPartition(ACME_TOPIC, 0)));
        sink.runUploads();

        // Then
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
        assertThat(sink.store.uploaded).isEmpty();
    }

    /** The worker notices neither, and begins at offset 0 when the offset it wants to read on at is not there. */
    @Test
    void deliversWhatATopicHasThatWasMadeAnewUnderIt() {
        // Given
        sink.append(ACME_TOPIC, ACME, 0, 1, 2, 3);
        sink.settle();
        sink.store.uploaded.clear();

        // When
        sink.cut(ACME_TOPIC, 0);
        sink.append(ACME_TOPIC, ACME, 0, 1);
        sink.settle();
        sink.append(ACME_TOPIC, ACME, 2);
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0), objectName(ACME, 1), objectName(ACME, 2));
        assertThat(sink.committable(ACME_TOPIC)).isEqualTo(3);
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
    }

    /** A leader that did not have all of it was elected. */
    @Test
    void deliversWhatComesWhereALogWasCutAndWhatWaitedBefore() {
        // Given
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(SHARED_DELIVERY, ACME, 0);
        sink.append(SHARED_DELIVERY, GLOBEX, 1, 2, 3);
        sink.append(SHARED_DELIVERY, ACME, 4);
        sink.settle();
        sink.store.uploaded.clear();

        // When
        sink.cut(SHARED_DELIVERY, 2);
        sink.append(SHARED_DELIVERY, GLOBEX, 2, 3);
        sink.settle();
        long withoutAcme = sink.committable(SHARED_DELIVERY);
        sink.store.broken.clear();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded)
                .containsExactlyInAnyOrder(objectName(GLOBEX, 2), objectName(GLOBEX, 3), objectName(ACME, 0));
        assertThat(withoutAcme).isZero();
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(4);
    }

    @Test
    void waitsForACallThatRunsWhenALogIsCutUnderIt() {
        // Given
        sink.hangingTenants.add(ACME.tenant());
        sink.append(ACME_TOPIC, ACME, 5, 6);
        sink.poll();
        sink.runUploads();

        // When
        sink.cut(ACME_TOPIC, 3);
        sink.append(ACME_TOPIC, ACME, 3, 4);
        sink.settle();
        long whileItRuns = sink.committable(ACME_TOPIC);
        sink.hangingTenants.clear();
        sink.endHangingCalls();
        sink.settle();

        // Then
        assertThat(whileItRuns).isEqualTo(3);
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 5), objectName(ACME, 3), objectName(ACME, 4));
        assertThat(sink.committable(ACME_TOPIC)).isEqualTo(5);
    }

    @Test
    void noticesThatUndeliveredRecordsExpired() throws Exception {
        // Given
        sink.store.broken.put(ACME, FailureKind.ACCESS_DENIED);
        sink.append(ACME_TOPIC, ACME, 0, 1, 2);
        sink.settle();
        sink.store.broken.clear();

        // When
        sink.expire(ACME_TOPIC, 2);
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 2));
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "LostPositions"))
                .isEqualTo(1L);
    }

    @Test
    void deliversEverythingExactlyOnceWhateverFailsMeanwhile() {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            Random random = new Random(seed);
            SinkScenario chaos = new SinkScenario(60, ParkingLot.NONE, false);
            List<ExportId> exports = List.of(ACME, GLOBEX, new ExportId("initech", "all"));
            exports.forEach(export -> chaos.store.add(export, "bucket"));

            // When
            for (int offset = 0; offset < 30; offset++) {
                ExportId export = exports.get(random.nextInt(3));
                chaos.append(SHARED_DELIVERY, export, 2L * offset);
                if (random.nextInt(4) == 0) {
                    chaos.store.broken.put(exports.get(random.nextInt(3)), FailureKind.THROTTLED);
                }
                if (random.nextInt(3) == 0) {
                    chaos.store.broken.remove(exports.get(random.nextInt(3)));
                }
                if (random.nextInt(5) == 0) {
                    chaos.append(Records.retryMark(SHARED_DELIVERY, exports.get(random.nextInt(3)), 2L * offset + 1));
                }
                chaos.maxPollRecords = 1 + random.nextInt(4);
                chaos.pollTime = Duration.ofMillis(random.nextInt(300));
                chaos.poll();
                if (random.nextBoolean()) {
                    chaos.runUploads();
                }
                chaos.clock.advance(Duration.ofMillis(random.nextInt(3_000)));
                long committable = chaos.committable(SHARED_DELIVERY);
                assertThat(chaos.store.uploaded.stream()
                                .filter(name -> offset(name) < committable)
                                .count())
                        .as("seed %s: all below %s delivered", seed, committable)
                        .isEqualTo((committable + 1) / 2);
                assertThat(chaos.dispatcher.inFlightBytes()).as("seed %s", seed).isLessThanOrEqualTo(60);
            }
            chaos.store.broken.clear();
            for (int i = 0; i < 60; i++) {
                chaos.clock.advance(Duration.ofMinutes(5));
                chaos.settle();
            }

            // Then
            assertThat(chaos.store.uploaded).as("seed %s", seed).hasSize(30).doesNotHaveDuplicates();
            assertThat(chaos.committable(SHARED_DELIVERY)).as("seed %s", seed).isIn(59L, 60L);
            assertThat(chaos.dispatcher.inFlightBytes()).as("seed %s", seed).isZero();
            chaos.dispatcher.revokeAll();
        }
    }

    @Test
    void leavesOffsetsOfPartitionsItKnowsNothingOfAsTheyAre() {
        // Given
        TopicPartition unknown = new TopicPartition("export.initech.all", 3);

        // When
        sink.dispatcher.revoke(List.of(unknown));
        Map<TopicPartition, OffsetAndMetadata> committable =
                sink.dispatcher.committable(Map.of(unknown, new OffsetAndMetadata(42)));

        // Then
        assertThat(committable).containsExactly(entry(unknown, new OffsetAndMetadata(42)));
    }

    @Test
    void holdsAnExportBackWhoseUploadFailsUnexpectedlyAndSaysThatItIsABug() throws Exception {
        // Given
        sink.store.bug = true;
        sink.append(ACME_TOPIC, ACME, 0);
        sink.settle();
        Object error = BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "LastError");

        // When
        sink.store.bug = false;
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // Then
        assertThat(error).isEqualTo("INTERNAL");
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 0));
    }

    /** A session may expire while a call waits for its thread. */
    @Test
    void makesNoCallToAnEndpointThatIsNoLongerTheNextOne() {
        // Given: a call that has a thread, and has not begun
        sink.append(ACME_TOPIC, ACME, 0);
        sink.poll();

        // When
        sink.store.withoutSession.add(ACME);
        sink.hangingEndpoints.add(FakeStore.STS);
        sink.runUploads();

        // Then: it came back without a call, and the next one goes to STS
        assertThat(sink.store.attempts).isZero();
        assertThat(sink.hanging).extracting(Calls.Call::endpoint).containsExactly(FakeStore.STS);
        assertThat(sink.committable(ACME_TOPIC)).isZero();
    }

    @Test
    void asksToBeCalledSoonWhileCallsRunAndNotAtAllWhenEverythingIsDelivered() {
        // Given
        sink.append(ACME_TOPIC, ACME, 0);
        sink.poll();
        long whileCallsRun = sink.context.timeout;
        sink.runUploads();
        sink.context.timeout = -1;

        // When
        sink.poll();

        // Then
        assertThat(whileCallsRun).isEqualTo(1_000);
        assertThat(sink.context.timeout).isEqualTo(-1);
    }

    /** Changed destinations are to be noticed, however long the backoff is. */
    @Test
    void asksToBeCalledEveryFewSecondsWhileADestinationFails() {
        // Given
        sink.store.broken.put(ACME, FailureKind.ACCESS_DENIED);
        sink.append(ACME_TOPIC, ACME, 0);
        for (int i = 0; i < 8; i++) {
            sink.settle();
            sink.clock.advance(Duration.ofMinutes(5));
        }
        sink.settle();

        // When
        sink.poll();

        // Then
        assertThat(sink.context.timeout).isEqualTo(2_000);
    }

    @Test
    void isNotCalledForAnExportThatOnlyAnOperatorCanHelp() {
        // Given: a record that will be refused for ever
        sink.append(ACME_TOPIC, GLOBEX, 0);
        sink.poll();
        sink.runUploads();
        sink.context.timeout = -1;

        // When
        sink.poll();

        // Then
        assertThat(sink.context.timeout).isEqualTo(-1);
    }

    @Test
    void triesABlockedExportNoMoreHoweverLongItWaits() throws Exception {
        // Given
        Map<String, Object> headers = Records.headers(ACME, "../a.csv", Records.bytes("a"));
        sink.append(Records.record(ACME_TOPIC, 0, headers, Records.bytes("a")));
        sink.settle();
        Object failed = BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "FailedAttempts");

        // When
        sink.clock.advance(Duration.ofDays(365));
        sink.settle();

        // Then
        assertThat(failed).isEqualTo(1L);
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "FailedAttempts"))
                .isEqualTo(1L);
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "State"))
                .isEqualTo("BLOCKED");
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "RetryAt"))
                .isEqualTo("");
    }

    @Test
    void retriesNoOtherExportWhenADestinationIsCorrected() {
        // Given
        sink.store.broken.put(ACME, FailureKind.BUCKET_GONE);
        sink.append(ACME_TOPIC, ACME, 0);
        sink.settle();
        int attempts = sink.store.attempts;

        // When
        sink.store.add(GLOBEX, "globex-logs-2");
        sink.settle();

        // Then
        assertThat(sink.store.attempts).isEqualTo(attempts);
    }

    @Test
    void saysThatAnExportHasNoDestination() throws Exception {
        // Given
        ExportId unknown = new ExportId("initech", "downloads");
        sink.append(SHARED_DELIVERY, unknown, 0);

        // When
        sink.settle();

        // Then
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", unknown, SHARED_DELIVERY, "LastError"))
                .isEqualTo("NO_DESTINATION");
    }

    @Test
    void goesOnOnceARefusedRecordIsADeadLetterAfterAll() throws Exception {
        // Given: a record whose content is not what its hash says
        Map<String, Object> headers = Records.headers(ACME, "a.csv", Records.bytes("promised"));
        sink.append(Records.record(ACME_TOPIC, 0, headers, Records.bytes("delivered")));
        sink.append(ACME_TOPIC, ACME, 1);
        sink.settle();
        Object before = BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "State");

        // When
        sink.takesDeadLetters = true;
        sink.append(Records.retryMark(ACME_TOPIC, ACME, 2));
        sink.settle();

        // Then
        assertThat(before).isEqualTo("BLOCKED");
        assertThat(sink.deadLetters).hasSize(1);
        assertThat(sink.store.uploaded).containsExactly(objectName(ACME, 1));
        assertThat(sink.committable(ACME_TOPIC)).isEqualTo(3);
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "RefusedRecords"))
                .isEqualTo(1L);
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, ACME_TOPIC, "State"))
                .isEqualTo("IDLE");
    }

    @Test
    void callsNothingLostThatIsReadAgain() throws Exception {
        // Given
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(SHARED_DELIVERY, GLOBEX, 0);
        sink.append(SHARED_DELIVERY, ACME, 1, 2);
        sink.settle();

        // When
        sink.store.broken.clear();
        sink.clock.advance(Duration.ofSeconds(1));
        sink.settle();

        // Then
        assertThat(sink.store.uploaded).hasSize(3);
        assertThat(BacklogBeansTest.attribute(sink.beans, "scenario", ACME, SHARED_DELIVERY, "LostPositions"))
                .isEqualTo(0L);
    }

    /** The call holds its record until it ends, and nobody may use that memory before. */
    @Test
    void countsTheRecordOfACallThatRunsAlsoWhenItsPartitionIsTakenAway() {
        // Given
        sink.append(Records.part(ACME_TOPIC, ACME, 0, new byte[10]));
        sink.append(Records.part(ACME_TOPIC, ACME, 1, new byte[200]));
        sink.hangingTenants.add("acme");
        sink.poll();
        sink.runUploads();

        // When
        sink.dispatcher.revoke(List.of(new TopicPartition(ACME_TOPIC, 0)));
        long whileItRuns = sink.dispatcher.inFlightBytes();
        sink.endHangingCalls();

        // Then
        assertThat(whileItRuns).isEqualTo(10);
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
    }

    @Test
    void asksToBeCalledAtOnceWhileRecordsAreReadAgain() {
        // Given: two exports on a partition, one of which has to read again more than one poll takes
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        sink.append(SHARED_DELIVERY, ACME, 0, 1, 2, 3);
        sink.append(SHARED_DELIVERY, GLOBEX, 4);
        sink.settle();
        sink.store.broken.clear();
        sink.maxPollRecords = 1;
        sink.clock.advance(Duration.ofSeconds(1));

        // When
        sink.poll();

        // Then
        assertThat(sink.context.seeks).containsValue(0L);
        assertThat(sink.context.timeout).isEqualTo(50);
    }

    private static long offset(String objectName) {
        return Long.parseLong(objectName.replaceAll(".*-(\\d+)\\.csv", "$1"));
    }
}
