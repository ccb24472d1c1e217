package dev.waybill.sink.backlog;

import static dev.waybill.contract.Topics.SHARED_DELIVERY;
import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.objectName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.fake.S3DestinationBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A part goes where its version says, and where that has changed, to the new place, if it is not delivered yet. */
class MovesTest {
    private static final String TOPIC = Topics.dedicated(ACME);
    private static final String OLD = "0000000000aa";
    private static final String NEW = "0000000000bb";

    private SinkScenario sink = new SinkScenario();

    @AfterEach
    void close() {
        sink.dispatcher.revokeAll();
    }

    @Test
    void sendsPartsOfEachVersionToItsOwnPlace() {
        // Given
        sink.store.add(ACME, OLD, "old");
        sink.store.add(ACME, NEW, "new");
        append(OLD, 0);
        append(NEW, 1);
        append(OLD, 2);

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploadedTo).containsExactlyInAnyOrder(at("old", 0), at("new", 1), at("old", 2));
        assertThat(sink.committable(TOPIC)).isEqualTo(3);
    }

    @Test
    void holdsBackNothingOfTheOldPlaceWhileTheNewOneIsBroken() {
        // Given
        sink.store.add(ACME, OLD, "old");
        sink.store.add(ACME, NEW, "new");
        sink.store.brokenBuckets.put("new", FailureKind.BUCKET_GONE);
        append(NEW, 0);
        append(OLD, 1);
        append(NEW, 2);

        // When
        sink.settle();

        // Then
        assertThat(sink.store.uploadedTo).containsExactly(at("old", 1));
        assertThat(sink.committable(TOPIC)).isZero();
        sink.store.brokenBuckets.clear();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();
        assertThat(sink.store.uploadedTo).containsExactly(at("old", 1), at("new", 0), at("new", 2));
        assertThat(sink.committable(TOPIC)).isEqualTo(3);
    }

    @Test
    void keepsTheOrderOfVersionsThatHaveOnePlace() {
        // Given
        sink.store.add(ACME, OLD, "bucket");
        sink.store.add(ACME, NEW, "bucket");
        sink.store.brokenBuckets.put("bucket", FailureKind.BUCKET_GONE);
        append(OLD, 0);
        append(NEW, 1);
        append(OLD, 2);
        sink.settle();

        // When
        sink.store.brokenBuckets.clear();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();

        // Then
        assertThat(sink.store.uploadedTo).containsExactly(at("bucket", 0), at("bucket", 1), at("bucket", 2));
    }

    @Test
    void deliversAtOnceToThePlaceThatReplacesAWrongOne() {
        // Given: the first part was delivered before the bucket went
        sink.store.add(ACME, OLD, "acme-lgos");
        append(OLD, 0);
        sink.settle();
        sink.store.brokenBuckets.put("acme-lgos", FailureKind.BUCKET_GONE);
        append(OLD, 1);
        append(OLD, 2);
        sink.settle();

        // When
        sink.store.add(ACME, OLD, "acme-logs");
        sink.settle();

        // Then: no part twice, none missing, without a wait
        assertThat(sink.store.uploadedTo).containsExactly(at("acme-lgos", 0), at("acme-logs", 1), at("acme-logs", 2));
        assertThat(sink.committable(TOPIC)).isEqualTo(3);
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
    }

    /** The new place has delivered later parts already; the older ones come after them, and none is passed over. */
    @Test
    void deliversToAPlaceThatIsAheadOfWhatItTakesOver() {
        // Given
        sink.store.add(ACME, OLD, "acme-lgos");
        sink.store.add(ACME, NEW, "acme-logs");
        sink.store.brokenBuckets.put("acme-lgos", FailureKind.BUCKET_GONE);
        append(OLD, 0);
        append(NEW, 1);
        append(OLD, 2);
        append(NEW, 3);
        sink.settle();

        // When
        sink.store.add(ACME, OLD, "acme-logs");
        sink.settle();

        // Then
        assertThat(new HashSet<>(sink.store.uploadedTo))
                .containsExactlyInAnyOrder(
                        at("acme-logs", 0), at("acme-logs", 1), at("acme-logs", 2), at("acme-logs", 3));
        assertThat(sink.committable(TOPIC)).isEqualTo(4);
    }

    @Test
    void deliversNothingAgainElsewhereThatWasDelivered() {
        // Given: acme's parts are delivered; the partition is read again from its beginning for another export
        sink.store.add(ACME, OLD, "old");
        sink.store.add(GLOBEX, "globex-logs");
        sink.store.broken.put(GLOBEX, FailureKind.ROLE_REFUSED);
        sink.append(SHARED_DELIVERY, GLOBEX, 0);
        sink.append(Records.part(SHARED_DELIVERY, ACME, 1, OLD));
        sink.append(Records.part(SHARED_DELIVERY, ACME, 2, OLD));
        sink.settle();

        // When
        sink.store.add(ACME, OLD, "new");
        sink.settle();
        sink.store.broken.clear();
        sink.clock.advance(Duration.ofMinutes(5));
        sink.settle();
        sink.append(Records.part(SHARED_DELIVERY, ACME, 3, OLD));
        sink.settle();

        // Then
        assertThat(sink.store.uploadedTo)
                .contains(at("old", 1), at("old", 2), at("new", 3))
                .hasSize(4);
        assertThat(sink.committable(SHARED_DELIVERY)).isEqualTo(4);
    }

    /** A call cannot be called back; what waits behind it goes to the new place. */
    @Test
    void letsACallEndAndMovesWhatWaitsBehindIt() {
        // Given
        sink.store.add(ACME, OLD, "old");
        append(OLD, 0);
        append(OLD, 1);
        sink.hangingTenants.add("acme");
        sink.poll();
        sink.runUploads();
        sink.hangingTenants.clear();

        // When: the place changes while the first part is on its way
        sink.store.add(ACME, OLD, "new");
        sink.settle();
        List<String> meanwhile = List.copyOf(sink.store.uploadedTo);
        long before = sink.committable(TOPIC);
        sink.endHangingCalls();
        sink.settle();

        // Then: our fake store looks at the target when the call ends; the real one has sent the part already
        assertThat(meanwhile).containsExactly(at("new", 1));
        assertThat(before).isZero();
        assertThat(sink.committable(TOPIC)).isEqualTo(2);
        assertThat(sink.store.uploaded).contains(objectName(ACME, 0));
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
    }

    /** What comes back from another place is older than the part that is on its way, and must not be committed with it. */
    @Test
    void commitsNothingOfWhatItTakesOverWhileALaterPartIsOnItsWay() {
        // Given
        sink.store.add(ACME, OLD, "acme-lgos");
        sink.store.add(ACME, NEW, "acme-logs");
        sink.store.brokenBuckets.put("acme-lgos", FailureKind.BUCKET_GONE);
        append(OLD, 0);
        sink.settle();
        append(NEW, 1);
        sink.hangingTenants.add("acme");
        sink.poll();
        sink.runUploads();

        // When
        sink.store.add(ACME, OLD, "acme-logs");
        sink.settle();
        long before = sink.committable(TOPIC);
        sink.hangingTenants.clear();
        sink.endHangingCalls();
        sink.settle();

        // Then
        assertThat(before).isZero();
        assertThat(sink.store.uploadedTo).contains(at("acme-logs", 0), at("acme-logs", 1));
        assertThat(sink.committable(TOPIC)).isEqualTo(2);
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
    }

    @Test
    void movesThePartWhoseCallFailsAfterThePlaceHasChanged() {
        // Given
        sink.store.add(ACME, OLD, "old");
        sink.store.add(ACME, NEW, "new");
        append(OLD, 0);
        append(OLD, 1);
        append(NEW, 2);
        sink.poll();
        sink.store.brokenBuckets.put("old", FailureKind.UNREACHABLE);

        // When: the call has its thread already when the place changes, and fails after it
        sink.store.add(ACME, OLD, "new");
        sink.settle();

        // Then
        assertThat(new HashSet<>(sink.store.uploadedTo))
                .containsExactlyInAnyOrder(at("new", 0), at("new", 1), at("new", 2));
        assertThat(sink.committable(TOPIC)).isEqualTo(3);
        assertThat(sink.dispatcher.inFlightBytes()).isZero();
    }

    @Test
    void showsAnotherExternalIdToTheRoleAtOnce() {
        // Given
        sink.store.add(ACME, OLD, new S3DestinationBuilder(), "wb-wrong");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        append(OLD, 0);
        sink.settle();

        // When
        sink.store.broken.clear();
        sink.store.add(ACME, OLD, new S3DestinationBuilder(), "wb-right");
        sink.settle();

        // Then
        assertThat(sink.store.externalIds).containsExactly(Optional.of("wb-right"));
    }

    @Test
    void looksAgainBeforeItHoldsBackAPartOfAVersionThatItDoesNotKnow() {
        // Given
        sink.store.add(ACME, OLD, "old");
        sink.store.onLook = () -> sink.store.add(ACME, NEW, "new");
        append(OLD, 0);
        append(NEW, 1);

        // When
        sink.settle();

        // Then
        assertThat(sink.store.looks).isEqualTo(1);
        assertThat(sink.store.uploadedTo).containsExactlyInAnyOrder(at("old", 0), at("new", 1));
        assertThat(sink.committable(TOPIC)).isEqualTo(2);
    }

    @Test
    void holdsBackAPartOfAVersionThatNobodyKnowsAndGoesOnOnceItIsKnown() throws Exception {
        // Given: what is known goes on
        sink.store.add(ACME, OLD, "old");
        append(NEW, 0);
        append(OLD, 1);
        append(NEW, 2);
        sink.settle();
        List<String> before = List.copyOf(sink.store.uploadedTo);
        long committable = sink.committable(TOPIC);

        // When
        sink.store.add(ACME, NEW, "new");
        sink.settle();

        // Then
        assertThat(before).containsExactly(at("old", 1));
        assertThat(committable).isZero();
        assertThat(sink.store.uploadedTo).containsExactly(at("old", 1), at("new", 0), at("new", 2));
        assertThat(sink.committable(TOPIC)).isEqualTo(3);
        assertThat(states()).containsOnly("IDLE");
    }

    @Test
    void neverRefusesNorParksAPartBecauseItsVersionIsNotKnown() throws Exception {
        // Given
        List<String> parked = new ArrayList<>();
        sink = new SinkScenario(1_000_000, new AtOnce(parked), true);
        sink.append(Records.part(SHARED_DELIVERY, ACME, 0, NEW));

        // When
        for (int i = 0; i < 20; i++) {
            sink.settle();
            sink.clock.advance(Duration.ofDays(1));
        }

        // Then
        assertThat(parked).isEmpty();
        assertThat(sink.deadLetters).isEmpty();
        assertThat(sink.committable(SHARED_DELIVERY)).isZero();
        assertThat(states()).containsOnly("RETRYING");
    }

    @Test
    void refusesAPartThatDoesNotSayOfWhichVersionItIs() {
        // Given
        sink = new SinkScenario(1_000_000, ParkingLot.NONE, true);
        sink.store.add(ACME, OLD, "old");
        append("no version", 0);
        append(OLD, 1);

        // When
        sink.settle();

        // Then
        assertThat(sink.deadLetters).hasSize(1);
        assertThat(sink.store.uploadedTo).containsExactly(at("old", 1));
        assertThat(sink.committable(TOPIC)).isEqualTo(2);
    }

    @Test
    void retriesEveryPlaceOfAnExportWhenItIsAskedTo() {
        // Given
        sink.store.add(ACME, OLD, "old");
        sink.store.add(ACME, NEW, "new");
        sink.store.broken.put(ACME, FailureKind.ROLE_REFUSED);
        append(OLD, 0);
        append(NEW, 1);
        sink.settle();
        sink.store.broken.clear();

        // When
        sink.append(Records.retryMark(TOPIC, ACME, 2));
        sink.settle();

        // Then
        assertThat(sink.store.uploadedTo).containsExactlyInAnyOrder(at("old", 0), at("new", 1));
    }

    @Test
    void showsEachPlaceApart() throws Exception {
        // Given
        sink.store.add(ACME, OLD, "old");
        sink.store.add(ACME, NEW, "new");
        sink.store.brokenBuckets.put("new", FailureKind.ACCESS_DENIED);
        append(OLD, 0);
        append(NEW, 1);

        // When
        sink.settle();

        // Then
        Map<String, String> states = new HashMap<>();
        for (ObjectName name : names()) {
            states.put(ObjectName.unquote(name.getKeyProperty("destination")), state(name));
            assertThat(name.getKeyProperty("lane")).matches("[0-9a-f]{8}");
        }
        assertThat(states)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("s3://old/client-logs/", "IDLE", "s3://new/client-logs/", "RETRYING"));
    }

    /** Places change, break, are mended and unknown, in any order: everything arrives where its version said at some time. */
    @Test
    void losesNothingWhateverChangesMeanwhile() {
        for (int seed = 0; seed < 300; seed++) {
            // Given
            Random random = new Random(seed);
            SinkScenario chaos = new SinkScenario(150, ParkingLot.NONE, false);
            List<ExportId> exports = List.of(ACME, GLOBEX);
            List<String> versions = List.of(OLD, NEW, "0000000000cc");
            List<String> buckets = List.of("a", "b", "c");
            Map<String, Set<String>> allowed = new HashMap<>();
            Map<Long, String> versionOf = new HashMap<>();

            // When
            for (long offset = 0; offset < 40; offset++) {
                ExportId export = exports.get(random.nextInt(2));
                String version = versions.get(random.nextInt(3));
                versionOf.put(offset, export + version);
                chaos.append(Records.part(SHARED_DELIVERY, export, offset, version));
                if (random.nextInt(3) == 0) {
                    ExportId changed = exports.get(random.nextInt(2));
                    String of = versions.get(random.nextInt(3));
                    String bucket = buckets.get(random.nextInt(3));
                    chaos.store.add(changed, of, bucket);
                    allowed.computeIfAbsent(changed + of, any -> new HashSet<>())
                            .add(bucket);
                }
                if (random.nextInt(4) == 0) {
                    chaos.store.brokenBuckets.put(buckets.get(random.nextInt(3)), FailureKind.THROTTLED);
                }
                if (random.nextInt(3) == 0) {
                    chaos.store.brokenBuckets.remove(buckets.get(random.nextInt(3)));
                }
                chaos.maxPollRecords = 1 + random.nextInt(4);
                chaos.pollTime = Duration.ofMillis(random.nextInt(300));
                if (random.nextInt(4) == 0) {
                    chaos.hangingTenants.add("acme");
                }
                chaos.poll();
                if (random.nextBoolean()) {
                    chaos.runUploads();
                }
                if (random.nextInt(3) == 0) {
                    chaos.hangingTenants.clear();
                    chaos.endHangingCalls();
                }
                chaos.clock.advance(Duration.ofMillis(random.nextInt(3_000)));
                long committable = chaos.committable(SHARED_DELIVERY);
                for (long passed = 0; passed < committable; passed++) {
                    assertThat(isUploaded(chaos, passed))
                            .as("seed %s: %s is below %s", seed, passed, committable)
                            .isTrue();
                }
            }
            chaos.store.brokenBuckets.clear();
            chaos.hangingTenants.clear();
            chaos.endHangingCalls();
            for (ExportId export : exports) {
                for (String version : versions) {
                    chaos.store.add(export, version, "a");
                    allowed.computeIfAbsent(export + version, any -> new HashSet<>())
                            .add("a");
                }
            }
            for (int i = 0; i < 60; i++) {
                chaos.clock.advance(Duration.ofMinutes(5));
                chaos.settle();
            }

            // Then
            assertThat(new HashSet<>(chaos.store.uploaded)).as("seed %s", seed).hasSize(40);
            for (String uploaded : chaos.store.uploadedTo) {
                long offset = Long.parseLong(uploaded.replaceAll(".*-(\\d+)\\.csv", "$1"));
                assertThat(allowed.get(versionOf.get(offset)))
                        .as("seed %s: %s", seed, uploaded)
                        .contains(uploaded.substring(0, 1));
            }
            assertThat(chaos.committable(SHARED_DELIVERY)).as("seed %s", seed).isIn(39L, 40L);
            assertThat(chaos.dispatcher.inFlightBytes()).as("seed %s", seed).isZero();
            chaos.dispatcher.revokeAll();
        }
    }

    private static boolean isUploaded(SinkScenario sink, long offset) {
        return sink.store.uploaded.contains(objectName(ACME, offset))
                || sink.store.uploaded.contains(objectName(GLOBEX, offset));
    }

    private void append(String version, long offset) {
        sink.append(Records.part(TOPIC, ACME, offset, version));
    }

    private static String at(String bucket, long offset) {
        return bucket + "/" + objectName(ACME, offset);
    }

    private static Set<ObjectName> names() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("dev.waybill.sink:type=export,connector=\"scenario\",tenant=acme,*"), null);
    }

    private static String state(ObjectName name) throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        return beans.getAttribute(name, "State").toString();
    }

    private static List<String> states() throws Exception {
        List<String> states = new ArrayList<>();
        for (ObjectName name : names()) {
            states.add(state(name));
        }
        return states;
    }
}
