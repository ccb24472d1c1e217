package dev.waybill.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerJsonTest {
    private static final LedgerSource FROM = new LedgerSource("waybill", Source.DOWNLOAD, 3);
    private static final ExportId EXPORT = new ExportId("acme", "downloads");
    private static final Window WINDOW =
            new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));
    private static final LedgerBatch ON_TIME = new LedgerBatch(EXPORT, WINDOW, Optional.empty());
    private static final LedgerBatch LATE =
            new LedgerBatch(EXPORT, WINDOW, Optional.of(Instant.parse("2026-03-04T09:00:00Z")));
    private static final String HASH = "ab".repeat(32);

    private static final List<LedgerEntry> ENTRIES = List.of(
            new BatchOpened(FROM, ON_TIME, "5b89a8131b01", Instant.parse("2026-03-04T06:10:00Z")),
            new PartEmitted(FROM, LATE, 2, "downloads/2026/03/04/a.csv.gz", 4711, 12, HASH),
            new BatchFinished(
                    FROM, LATE, "5b89a8131b01", new LedgerCounts(20, 12, 5, 2, 1), 100, 250, 3, HASH, "cd".repeat(32)),
            new PartitionPassed(
                    FROM, 12, Instant.parse("2026-03-04T06:10:00.123Z"), Instant.EPOCH, Stamped.PRODUCER, true),
            new BatchDiscarded(FROM, ON_TIME, 17),
            new ExportBehind(FROM, EXPORT),
            new ExportCaughtUp(FROM, EXPORT),
            new ExportHeldBack(FROM, EXPORT, Instant.parse("2026-03-04T06:10:00.123Z"), "a secret is missing"),
            new EventsUndecided(FROM, "acme", Instant.parse("2026-03-04T06:00:00Z")));

    @Test
    void eachEntryIsReadAsItWasWritten() throws UnreadableRecordException {
        for (LedgerEntry entry : ENTRIES) {
            assertThat(LedgerJson.read(LedgerJson.write(entry))).contains(entry);
        }
        assertThat(ENTRIES.stream().map(Object::getClass))
                .as("no kind of entry is left out here")
                .containsExactlyInAnyOrderElementsOf(kinds(LedgerEntry.class).toList());
    }

    @Test
    void anEntryLooksAsThePageSays() {
        assertThat(new String(LedgerJson.write(ENTRIES.get(1)), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {"format":1,"kind":"part","application":"waybill","source":"download","partition":3,\
                        "tenant":"acme","export":"downloads","start":"2026-03-04T05:00:00Z","end":"2026-03-04T06:00:00Z",\
                        "late-hour":"2026-03-04T09:00:00Z","number":2,"object":"downloads/2026/03/04/a.csv.gz",\
                        "size":4711,"rows":12,"sha256":"%s"}""".formatted(HASH));
    }

    @Test
    void aKindOfALaterProgramIsPassedOver() throws UnreadableRecordException {
        assertThat(read("{'format':1,'kind':'moved','application':'a','source':'audit','partition':0}"))
                .isEmpty();
    }

    @Test
    void membersOfALaterProgramArePassedOver() throws UnreadableRecordException {
        assertThat(read("{'format':1,'kind':'behind','application':'waybill','source':'download','partition':3,"
                        + "'tenant':'acme','export':'downloads','mood':'fine'}"))
                .contains(ENTRIES.get(5));
    }

    @Test
    void whatIsNoEntryIsRefused() {
        assertUnreadable("{", "is not JSON");
        assertUnreadable("{'format':2}", "newer program");
        assertUnreadable("{'format':1,'kind':'behind'}", "application is missing");
        assertUnreadable(
                "{'format':1,'kind':'behind','application':'a','source':'mail','partition':0}",
                "source is not known to this program: mail");
        assertUnreadable(
                "{'format':1,'kind':'behind','application':'','source':'audit','partition':0}",
                "an application has an id");
        assertUnreadable(
                "{'format':1,'kind':'discarded','application':'a','source':'audit','partition':0,'tenant':'acme',"
                        + "'export':'e','start':'2026-03-04T05:00:00Z','end':'2026-03-04T06:00:00Z',"
                        + "'late-hour':'2026-03-04T09:00:01Z','events':1}",
                "not the beginning of an hour: 2026-03-04T09:00:01Z");
        assertUnreadable(
                "{'format':1,'kind':'undecided','application':'a','source':'audit','partition':0,'tenant':'Acme',"
                        + "'hour':'2026-03-04T09:00:00Z'}",
                "tenant must match");
        assertUnreadable(
                "{'format':1,'kind':'undecided','application':'a','source':'audit','partition':0,'tenant':'acme',"
                        + "'hour':'2026-03-04T09:30:00Z'}",
                "not the beginning of an hour");
        assertUnreadable(
                "{'format':1,'kind':'behind','application':'a','source':'audit','partition':-1}",
                "partition must be a number");
        assertUnreadable(
                "{'format':1,'kind':'passed','application':'a','source':'audit','partition':4,'partitions':4,"
                        + "'through':'2026-03-04T06:00:00Z','since':'2026-03-04T06:00:00Z','stamped':'broker',"
                        + "'unattributed':false}",
                "partition 4 of a topic that has 4");
        assertUnreadable(
                "{'format':1,'kind':'passed','application':'a','source':'audit','partition':4,'partitions':5,"
                        + "'through':'2026-03-04T06:00:00Z','since':'2026-03-04T06:00:00Z','stamped':'broker',"
                        + "'unattributed':'no'}",
                "unattributed must be true or false");
    }

    @Test
    void countsThatDoNotAddUpAreRefused() {
        assertThatThrownBy(() -> new LedgerCounts(5, 1, 1, 1, 1)).hasMessage("read 5, and the others make 4");
        assertThat(new LedgerCounts(5, 1, 1, 2, 1).plus(new LedgerCounts(3, 0, 0, 0, 3)))
                .isEqualTo(new LedgerCounts(8, 1, 1, 2, 4));
    }

    @Test
    void theHashOverPartsTellsTheirOrder() {
        String other = "cd".repeat(32);
        assertThat(PartsHash.with(PartsHash.with(PartsHash.NONE, HASH), other))
                .isNotEqualTo(PartsHash.with(PartsHash.with(PartsHash.NONE, other), HASH))
                .hasSize(64);
    }

    private static Stream<Class<?>> kinds(Class<?> family) {
        return family.isInterface()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(LedgerJsonTest::kinds)
                : Stream.of(family);
    }

    private static Optional<LedgerEntry> read(String json) throws UnreadableRecordException {
        return LedgerJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void assertUnreadable(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(message);
    }
}
