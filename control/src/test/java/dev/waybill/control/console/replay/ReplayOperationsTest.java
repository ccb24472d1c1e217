package dev.waybill.control.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.app.replay.LocalFolder;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplayVersions;
import dev.waybill.control.console.audit.ConsoleEvent;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Asking;
import dev.waybill.control.replay.HeldWork;
import dev.waybill.control.replay.HeldWork.Step;
import dev.waybill.control.replay.ReplayDesk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReplayOperationsTest {
    private static final Clock CLOCK = Clock.fixed(HeldWork.ASKED, ZoneOffset.UTC);
    private static final String REPLAYS = "/api/v1/replays";
    private static final String DOWNLOADS = "/api/v1/tenants/acme/exports/downloads/replays";
    private static final String THREE_HOURS = "{\"from\":\"2026-03-04T05:00:00Z\",\"to\":\"2026-03-04T08:00:00Z\"}";

    private final HeldWork work = new HeldWork();
    private final List<ConsoleEvent> events = new ArrayList<>();
    private Asking asking = asking();

    /** As a console that was just started sees the same cluster. */
    private Asking asking() {
        return new Asking(
                ReplayOperations.all(Optional.of(new ReplayDesk(work)), new Audited(events::add, CLOCK)), CLOCK);
    }

    @Test
    void deliversWindowsAgainAndSaysHowFarItIsAndWhatItLeavesOut() {
        // Given
        JsonNode begun = Asking.tree(start(THREE_HOURS));

        // When
        work.steps.add(Step.PROGRESS);
        JsonNode running = await(begun, "/progress/done", "1");
        work.steps.add(Step.FINISH);
        JsonNode done = await(begun, "/state", "done");

        // Then
        assertThat(begun.path("state").asText()).isEqualTo("running");
        assertThat(begun.path("place").asText()).isEqualTo("in-place");
        assertThat(begun.path("progress").toString()).isIn("{\"done\":0,\"left\":2}", "{\"left\":2,\"done\":0}");
        assertThat(begun.at("/not-replayed/0/why").asText()).isEqualTo("expired");
        assertThat(running.at("/waits/0").asText()).isEqualTo("acme/downloads is paused");
        assertThat(done.at("/not-replayed/0/from").asText()).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(done.at("/not-replayed/0/windows").asInt()).isEqualTo(1);
        assertThat(done.path("result").toString())
                .isEqualTo(
                        "{\"complete\":false,\"windows\":2,\"parts\":4,\"events\":20,\"refused\":{\"missing-tenant\":2}}");
        assertThat(done.path("waits")).isEmpty();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.tenant()).isEqualTo("acme");
            assertThat(event.export()).hasValue("downloads");
            assertThat(event.type()).isEqualTo("replay_started");
            assertThat(event.facts())
                    .containsEntry("from", "2026-03-04T05:00:00Z")
                    .containsEntry("under", "reigned")
                    .containsEntry("place", "in-place");
        });
    }

    @Test
    void anotherVersionGoesToAFolderOfItsOwnWithReceipts() {
        // When
        JsonNode begun = Asking.tree(
                start("{\"from\":\"2026-03-04T05:00:00Z\",\"to\":\"2026-03-04T07:00:00Z\",\"under\":\"current\"}"));
        work.steps.add(Step.FINISH);
        JsonNode done = await(begun, "/state", "done");

        // Then
        assertThat(begun.path("place").asText()).isEqualTo("beside");
        assertThat(begun.path("folder").asText()).isEqualTo("replay=made-of-5/");
        assertThat(done.at("/result/receipts").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatNobodyCanWant() {
        // When
        Answer backwards = start("{\"from\":\"2026-03-04T05:00:00Z\",\"to\":\"2026-03-04T05:00:00Z\"}");
        Answer noInstant = start("{\"from\":\"yesterday\",\"to\":\"2026-03-04T05:00:00Z\"}");
        Answer endless = start("{\"from\":\"2026-03-04T05:00:00Z\",\"to\":\"+1000000000-12-31T23:59:59Z\"}");
        Answer lineBreak =
                start("{\"from\":\"2026-03-04T05:00:00Z\",\"to\":\"2026-03-04T07:00:00Z\",\"id\":\"left\\n\"}");
        Answer currentInPlace = start("{\"from\":\"2026-03-04T05:00:00Z\",\"to\":\"2026-03-04T07:00:00Z\","
                + "\"under\":\"current\",\"place\":\"in-place\"}");
        work.refusal = Optional.of("the catalog has no tenant acme");
        Answer refused = start(THREE_HOURS);
        work.refusal = Optional.empty();
        Answer free = start(THREE_HOURS);

        // Then
        assertThat(List.of(backwards, noInstant, endless, lineBreak, currentInPlace))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
        assertThat(endless.text()).contains("must be before the year 10000");
        assertThat(noInstant.text()).contains("from must be an instant").doesNotContain("yesterday");
        assertThat(currentInPlace.text()).contains("goes to no original place");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("the catalog has no tenant acme");
        assertThat(free.status()).isEqualTo(200);
    }

    @Test
    void oneIsDoneAtATime() {
        // Given
        JsonNode begun = Asking.tree(start(THREE_HOURS));

        // When
        Answer again = start(THREE_HOURS);
        Answer other = start("{\"from\":\"2026-03-04T06:00:00Z\",\"to\":\"2026-03-04T08:00:00Z\"}");
        Answer forgotten = act(begun, "forget");

        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(Asking.tree(again).path("id")).isEqualTo(begun.path("id"));
        assertThat(List.of(other.status(), forgotten.status())).containsOnly(409);
        assertThat(other.text()).contains("the replay made-of-5 is being done; wait for its end, or stop it");
        assertThat(work.cluster).containsOnlyKeys(new ReplayId("made-of-5"));
    }

    @Test
    void oneThatWasStoppedGoesOnAndIsForgotten() {
        // Given
        JsonNode begun = Asking.tree(start(THREE_HOURS));

        // When
        act(begun, "stop");
        work.steps.add(Step.FINISH);
        JsonNode stopped = await(begun, "/state", "stopped");
        JsonNode resumed = Asking.tree(act(begun, "resume"));
        act(begun, "stop");
        work.steps.add(Step.FINISH);
        await(begun, "/state", "stopped");
        Answer forgotten = act(begun, "forget");

        // Then
        assertThat(stopped.at("/progress/left").asInt()).isEqualTo(2);
        assertThat(resumed.path("state").asText()).isEqualTo("running");
        assertThat(forgotten.status()).isEqualTo(200);
        assertThat(work.cluster).isEmpty();
        assertThat(read(begun).status()).isEqualTo(404);
        assertThat(events)
                .extracting(ConsoleEvent::type)
                .containsExactly(
                        "replay_started", "replay_stopped", "replay_resumed", "replay_stopped", "replay_forgotten");
    }

    @Test
    void aConsoleThatComesAfterAKillNamesWhatIsUnfinishedAndGoesOnWithIt() {
        // Given
        JsonNode begun = Asking.tree(start(THREE_HOURS));
        asking = asking();

        // When
        JsonNode listed = Asking.tree(asking.get(Asking.OPERATOR, REPLAYS)).path("replays");
        Answer stopped = act(begun, "stop");
        JsonNode resumed = Asking.tree(act(begun, "resume"));

        // Then
        assertThat(stopped.status()).isEqualTo(422);
        assertThat(stopped.text()).contains("is not being done by this console");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/state").asText()).isEqualTo("unfinished");
        assertThat(listed.at("/0/from").asText()).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(resumed.path("id")).isEqualTo(begun.path("id"));
        assertThat(resumed.path("state").asText()).isEqualTo("running");
    }

    @Test
    void whatSomebodyElseHasFinishedIsNotDoneAgain() {
        // Given
        JsonNode begun = Asking.tree(start(THREE_HOURS));
        act(begun, "stop");
        work.steps.add(Step.FINISH);
        await(begun, "/state", "stopped");

        // When
        work.cluster.clear();

        // Then
        assertThat(Asking.tree(asking.get(Asking.OPERATOR, REPLAYS)).path("replays"))
                .isEmpty();
        assertThat(act(begun, "resume").status()).isEqualTo(404);
        assertThat(work.cluster).isEmpty();
    }

    @Test
    void whatCrashesCanBeGoneOnWithAndShowsNoContent() {
        // Given
        JsonNode begun = Asking.tree(start(THREE_HOURS));

        // When
        work.steps.add(Step.CRASH);
        JsonNode failed = await(begun, "/state", "failed");
        JsonNode resumed = Asking.tree(act(begun, "resume"));

        // Then
        assertThat(failed.path("problem").asText())
                .isEqualTo("an error has ended it; the log of the console says more");
        assertThat(resumed.path("state").asText()).isEqualTo("running");
    }

    @Test
    void aFolderOfAnotherMachineAndWhatIsDoneAreNotGoneOnWith() {
        // Given
        Instant from = Instant.parse("2026-03-04T05:00:00Z");
        work.cluster.put(
                new ReplayId("report"),
                new ReplayRequest(
                        "acme",
                        Optional.empty(),
                        from,
                        from.plusSeconds(3600),
                        ReplayVersions.REIGNED,
                        new LocalFolder(Path.of("/tmp/report"))));
        JsonNode begun = Asking.tree(start(THREE_HOURS));
        work.steps.add(Step.FINISH);
        await(begun, "/state", "done");

        // When
        Answer folder = asking.post(Asking.OPERATOR, REPLAYS + "/report/resume", "{}");
        Answer done = act(begun, "resume");
        Answer none = asking.post(Asking.OPERATOR, REPLAYS + "/nothing/resume", "{}");

        // Then
        assertThat(List.of(folder.status(), done.status())).containsOnly(422);
        assertThat(folder.text()).contains("go on with it there");
        assertThat(none.status()).isEqualTo(404);
        assertThat(Asking.tree(asking.get(Asking.OPERATOR, REPLAYS))
                        .at("/replays/1/place")
                        .asText())
                .isEqualTo("folder");
    }

    @Test
    void aConsoleWithoutAFolderForStateSaysWhatToSet() {
        // Given
        Asking without = new Asking(ReplayOperations.all(Optional.empty(), new Audited(events::add, CLOCK)), CLOCK);

        // When
        Answer answer = without.post(Asking.OPERATOR, DOWNLOADS, THREE_HOURS);

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("start it with --replay-state FOLDER");
    }

    private Answer start(String body) {
        return asking.post(Asking.OPERATOR, DOWNLOADS, body);
    }

    private Answer act(JsonNode replay, String what) {
        return asking.post(Asking.OPERATOR, REPLAYS + "/" + replay.path("id").asText() + "/" + what, "{}");
    }

    private Answer read(JsonNode replay) {
        return asking.get(Asking.OPERATOR, REPLAYS + "/" + replay.path("id").asText());
    }

    private JsonNode await(JsonNode replay, String pointer, String value) {
        return Awaitility.await()
                .until(
                        () -> Asking.tree(read(replay)),
                        now -> now.at(pointer).asText().equals(value));
    }
}
