package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.contract.ExportId;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.connect.TaskFailure;
import dev.waybill.control.progress.Extent;
import dev.waybill.control.progress.LaneProgress;
import dev.waybill.control.progress.LaneProgress.Backlog;
import dev.waybill.control.progress.RecordGlance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final String NOW = "2026-03-04T12:00:00Z";
    private static final TopicPartition SHARED = new TopicPartition("waybill.delivery", 3);
    private static final TopicPartition OWN = new TopicPartition("export.acme.downloads", 0);

    private final ScenarioCatalog catalog = new ScenarioCatalog().apply("2026-03-04T05:10:00Z");

    @Test
    void nothingIsWrongWhereEverythingIsDelivered() {
        assertThat(findings(lane(OWN, 8, Optional.empty()))).isEmpty();
    }

    @Test
    void aMissingTopicMattersWhileAVersionRules() {
        assertThat(of(List.of(), Set.of("export.acme.downloads"), Optional.empty()))
                .containsExactly("its topic export.acme.downloads does not exist, so its parts wait in state");
        catalog.apply("2026-03-04T08:10:00Z", "enabled: false");
        assertThat(of(List.of(), Set.of("export.acme.downloads"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatWaitsForMoreThanAnHourIsSaidUnlessItIsPaused() {
        LaneStatus late = lane(OWN, 8, Optional.of(part("acme/downloads", "2026-03-04T10:59:59Z")));
        LaneStatus young = lane(OWN, 8, Optional.of(part("acme/downloads", "2026-03-04T11:00:01Z")));

        assertThat(findings(late))
                .containsExactly(
                        "not delivered since 2026-03-04T10:59:59Z: the part at export.acme.downloads-0 offset 8");
        assertThat(findings(young)).isEmpty();
        catalog.pause("2026-03-04T11:00:00Z", PauseScope.ofTenant("acme"));
        assertThat(findings(late)).isEmpty();
    }

    @Test
    void aConnectorThatNeverDeliveredFromItIsLookedForElsewhereThanOneThatStoppedTo() {
        // Given
        RecordGlance part = part("acme/downloads", "2026-03-04T10:59:59Z");
        LaneStatus never = new LaneStatus(
                OWN,
                "waybill-sink",
                new LaneProgress(
                        new Extent(5, 10), OptionalLong.empty(), Optional.of(new Backlog(Optional.of(part), 2))),
                OptionalLong.empty(),
                Optional.empty());

        // Then
        assertThat(advice(never))
                .containsExactly(
                        "connector waybill-sink has never delivered from it: does it run, and read this topic?");
        assertThat(advice(lane(OWN, 8, Optional.of(part))))
                .containsExactly("look at connector waybill-sink: ask Connect with --connect, and read its metric"
                        + " LastError");
    }

    /** What has ended needs a connector only for what is left. */
    @Test
    void aConnectorIsMissedAsLongAsSomethingIsLeft() {
        // Given
        catalog.apply("2026-03-04T08:10:00Z", "enabled: false");
        LaneStatus left = lane(OWN, 8, Optional.of(part("acme/downloads", "2026-03-04T11:59:00Z")));

        // Then
        assertThat(of(List.of(left), Set.of(), Optional.of(Map.of())))
                .containsExactly("Connect has no connector waybill-sink");
        assertThat(of(List.of(lane(OWN, 8, Optional.empty())), Set.of(), Optional.of(Map.of())))
                .isEmpty();
    }

    /** A broken export of one tenant must not light up all that share its partition. */
    @Test
    void onTheSharedTopicAPartIsHeldAgainstItsOwnExportOnly() {
        assertThat(findings(lane(SHARED, 8, Optional.of(part("globex/x", "2026-03-01T00:00:00Z")), loss(1))))
                .isEmpty();
        assertThat(findings(lane(SHARED, 8, Optional.of(part("acme/downloads", "2026-03-01T00:00:00Z")), loss(1))))
                .hasSize(2);
    }

    @Test
    void aLossThatIsNearIsSaidPausedOrNot() {
        RecordGlance part = part("acme/downloads", "2026-03-04T11:30:00Z");
        catalog.pause("2026-03-04T11:00:00Z", PauseScope.ofTenant("acme"));

        assertThat(findings(lane(OWN, 8, Optional.of(part), loss(23))))
                .containsExactly("in about 23 h retention.ms of export.acme.downloads removes what is not delivered");
        assertThat(findings(lane(OWN, 8, Optional.of(part), loss(24)))).isEmpty();
    }

    @Test
    void whatRetentionHasRemovedIsSaid() {
        assertThat(findings(lane(OWN, 2, Optional.empty())))
                .containsExactly("retention has removed 3 records of export.acme.downloads-0 that were not delivered");
    }

    @Test
    void aConnectorThatIsMissingFailedOrPausedIsSaid() {
        LaneStatus lane = lane(OWN, 8, Optional.empty());
        TaskFailure failure = new TaskFailure("task 1", "S3Exception: Access Denied", false, "send it its documents");

        assertThat(of(List.of(lane), Set.of(), Optional.of(Map.of())))
                .containsExactly("Connect has no connector waybill-sink");
        assertThat(of(List.of(lane), Set.of(), connector(new ConnectorState("FAILED", 2, false, List.of(failure)))))
                .containsExactly("connector waybill-sink: task 1 failed: S3Exception: Access Denied");
        assertThat(of(List.of(lane), Set.of(), connector(new ConnectorState("PAUSED", 2, false, List.of()))))
                .containsExactly("connector waybill-sink is PAUSED with 2 tasks");
        assertThat(of(List.of(lane), Set.of(), connector(new ConnectorState("RUNNING", 2, true, List.of()))))
                .isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsSaidOfEachOfItsExports() {
        catalog.broken("2026-03-04T11:00:00Z");

        assertThat(findings(lane(OWN, 8, Optional.empty())))
                .singleElement()
                .asString()
                .startsWith("its tenant's record cannot be read, so this is the last good one: ")
                .contains("format 99");
    }

    private List<String> advice(LaneStatus lane) {
        return new Findings(Instant.parse(NOW), Optional.empty())
                .of(catalog.export(ScenarioCatalog.DOWNLOADS, NOW), List.of(lane), Set.of()).stream()
                        .map(Finding::advice)
                        .toList();
    }

    @Test
    void aSpecThatCannotBeReadIsSaidOfItsExport() {
        catalog.unreadable(ScenarioCatalog.DOWNLOADS);

        assertThat(findings(lane(OWN, 8, Optional.empty())))
                .singleElement()
                .asString()
                .matches(
                        "its version [0-9a-f]{12} cannot be read by this program \\(hologram unknown key\\), so it is not"
                                + " known where its parts go");
    }

    private List<String> findings(LaneStatus lane) {
        return of(List.of(lane), Set.of(), Optional.empty());
    }

    private List<String> of(
            List<LaneStatus> lanes, Set<String> missing, Optional<Map<String, ConnectorState>> connectors) {
        return new Findings(Instant.parse(NOW), connectors)
                .of(catalog.export(ScenarioCatalog.DOWNLOADS, NOW), lanes, missing).stream()
                        .map(Finding::what)
                        .toList();
    }

    private static Optional<Map<String, ConnectorState>> connector(ConnectorState state) {
        return Optional.of(Map.of("waybill-sink", state));
    }

    private static RecordGlance part(String export, String written) {
        String[] ids = export.split("/");
        return new RecordGlance(
                8,
                Instant.parse(written),
                5,
                Optional.of(new ExportId(ids[0], ids[1])),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.parse(written)));
    }

    private static Optional<Loss> loss(int hours) {
        return Optional.of(new Loss(Duration.ofHours(hours), "retention.ms"));
    }

    private static LaneStatus lane(TopicPartition partition, long committed, Optional<RecordGlance> oldest) {
        return lane(partition, committed, oldest, Optional.empty());
    }

    private static LaneStatus lane(
            TopicPartition partition, long committed, Optional<RecordGlance> oldest, Optional<Loss> loss) {
        return new LaneStatus(
                partition,
                "waybill-sink",
                new LaneProgress(
                        new Extent(5, 10),
                        OptionalLong.of(committed),
                        Optional.of(new Backlog(oldest, oldest.isPresent() ? 2 : 0))),
                OptionalLong.empty(),
                loss);
    }
}
