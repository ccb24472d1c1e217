package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Counts;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.destination.S3Destination;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing, lateness, the future, duplicates and quarantine, each with explicit times. */
class DeliveryTopologyTest {
    private static final String TOPIC = "export.acme.all";

    @TempDir
    Path state;

    @Test
    void closesWhenAnArrivalReachesEndPlusGraceAndSlack() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "b", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T05:30:01Z", "a", "2026-03-04T05:29:00Z")
                .arrives("2026-03-04T06:10:09.999Z", "c", "2026-03-04T06:10:00Z")
                .wallClock("2026-03-04T06:10:30Z")) {
            assertThat(scenario.parts(TOPIC)).isEmpty();

            scenario.arrives("2026-03-04T06:10:10Z", "d", "2026-03-04T06:10:10Z")
                    .punctuate();

            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a b");
        }
    }

    @Test
    void closesAnIdleWindowOnceItIsProvenThatNothingMoreIsThere() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")) {
            scenario.wallClock("2026-03-04T07:00:00Z");
            assertThat(scenario.parts(TOPIC)).isEmpty();

            scenario.provenIdleSince("2026-03-04T06:10:09Z");
            assertThat(scenario.parts(TOPIC)).isEmpty();

            scenario.provenIdleSince("2026-03-04T06:10:10Z");
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a");
        }
    }

    @Test
    void doesNotWaitForTheNextPunctuationToLookAtTheAnswerWhetherThePartitionIsIdle() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .answersThatItIsIdle()) {
            scenario.wallClock("2026-03-04T06:10:10Z");
            assertThat(scenario.parts(TOPIC)).isEmpty();

            scenario.wallClock("2026-03-04T06:10:10.200Z");
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a");
        }
    }

    @Test
    void deliversLateEventsAsLatePartsOfTheirOwnWindowByHourOfArrival() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T06:10:10Z", "late-1", "2026-03-04T05:40:00Z")
                .arrives("2026-03-04T06:59:59Z", "late-2", "2026-03-04T05:35:00Z")
                .arrives("2026-03-04T07:00:00Z", "late-3", "2026-03-04T05:36:00Z")
                .wallClock("2026-03-04T08:00:10Z")
                .provenIdleSince("2026-03-04T08:00:10Z")) {
            List<TestRecord<byte[], byte[]>> parts = scenario.records(TOPIC);

            assertThat(parts)
                    .extracting(part -> ExportScenario.header(part, "object").replaceFirst("-[0-9a-f]{12}\\.csv", ""))
                    .containsExactly(
                            "year=2026/month=03/day=04/hour=05/acme-all-20260304T050000Z-p0-00000",
                            "year=2026/month=03/day=04/hour=05/acme-all-20260304T050000Z-late-20260304T060000Z-p0-00000",
                            "year=2026/month=03/day=04/hour=05/acme-all-20260304T050000Z-late-20260304T070000Z-p0-00000");
            assertThat(parts)
                    .extracting(part -> new String(part.value(), StandardCharsets.UTF_8))
                    .containsExactly("event_id\na\n", "event_id\nlate-2\nlate-1\n", "event_id\nlate-3\n");
            assertThat(parts)
                    .extracting(part -> ExportScenario.header(part, "kind"))
                    .containsExactly("part", "late-part", "late-part");
        }
    }

    @Test
    void saysWhenAPartWasWrittenHoweverOldItsWindowIs() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .wallClock("2026-03-09T08:15:30Z")
                .arrives("2026-03-04T06:10:10Z", "b", "2026-03-04T06:00:00Z")
                .wallClock("2026-03-09T08:15:32.250Z")) {
            assertThat(scenario.records(TOPIC))
                    .extracting(part -> ExportScenario.header(part, "written-at"))
                    .containsExactly("2026-03-09T08:15:32.250Z");
        }
    }

    @Test
    void deliversACopyOnceWhetherItComesAtOnceOrAfterClosing() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T05:31:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T06:15:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T06:16:00Z", "b", "2026-03-04T05:30:00Z")
                .wallClock("2026-03-04T07:00:10Z")
                .provenIdleSince("2026-03-04T07:00:10Z")) {
            assertThat(scenario.parts(TOPIC))
                    .containsExactly("part 2026-03-04T05:00:00Z: a", "late-part 2026-03-04T05:00:00Z: b");
        }
    }

    @Test
    void deliversEveryCopyOfAnExportThatDoesNotDeduplicateAndRemembersNoIds() {
        ExportSpec copies = export("all", List.of(), Map.of(), false);
        try (ExportScenario scenario = ExportScenario.at(state, "2026-03-04T05:00:00Z", copies)
                .arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T05:31:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T06:15:00Z", "a", "2026-03-04T05:30:00Z")
                .wallClock("2026-03-04T07:00:10Z")
                .provenIdleSince("2026-03-04T07:00:10Z")) {
            assertThat(scenario.parts(TOPIC))
                    .containsExactly("part 2026-03-04T05:00:00Z: a a", "late-part 2026-03-04T05:00:00Z: a");
            assertThat(scenario.counts()).containsExactly(new Counts(2, 2, 0, 0, 0), new Counts(1, 1, 0, 0, 0));
            assertThat(scenario.storeKeys()).isNotEmpty().noneMatch(key -> key.startsWith("I") || key.startsWith("D"));
        }
    }

    @Test
    void countsTheCopiesThatAreLeftOut() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T05:31:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T06:15:00Z", "a", "2026-03-04T05:30:00Z")
                .wallClock("2026-03-04T07:00:10Z")
                .provenIdleSince("2026-03-04T07:00:10Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a");
            assertThat(scenario.counts()).containsExactly(new Counts(2, 1, 0, 1, 0), new Counts(1, 0, 0, 1, 0));
            assertThat(scenario.storeKeys()).anyMatch(key -> key.startsWith("D"));
        }
    }

    @Test
    void quarantinesAnEventFromTheFutureAndItMovesNothing() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T05:31:00Z", "future", "2026-03-04T05:36:00.001Z")
                .arrives("2026-03-04T05:31:00Z", "skewed", "2026-03-04T05:36:00Z")
                .arrives("2026-03-04T05:31:00Z", "year-9999", "9999-12-31T23:59:59Z")
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a skewed");
            assertThat(scenario.tickets())
                    .hasSize(2)
                    .allSatisfy(ticket -> assertThat(ticket)
                            .contains("\"reason\":\"in-the-future\"")
                            .doesNotContain("future\",\"tenant\":\"acme\",\"occurred"));
        }
    }

    @Test
    void quarantinesWhatCannotBeDecodedWithATicketThatHoldsNoContentAndGoesOn() {
        try (ExportScenario scenario = hourly().arrives("2026-03-04T05:30:00Z", "not an event: my-secret")
                .arrives(
                        "2026-03-04T05:30:01Z",
                        "{\"event_id\":\"x\",\"tenant\":\"../etc\",\"occurred_at\":\"2026-03-04T05:30:00Z\"}")
                .arrives("2026-03-04T05:30:02Z", "a", "2026-03-04T05:30:02Z")
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a");
            assertThat(scenario.tickets())
                    .containsExactly(
                            "{\"topic\":\"download-events\",\"partition\":0,\"offset\":0,\"reason\":\"unknown-wire-format\","
                                    + "\"length\":23,\"tenant\":\"acme\"}",
                            "{\"topic\":\"download-events\",\"partition\":0,\"offset\":1,\"reason\":\"invalid-tenant\","
                                    + "\"length\":71,\"tenant\":\"acme\"}");
        }
    }

    @Test
    void sentToTheirTenantEventsAreDeliveredAndTicketsNameTheOriginalRecord() {
        ExportSpec truncating =
                export("all", List.of(new KindSpec("truncate-ip", Map.of("ipv4", 24, "ipv6", 48))), Map.of());
        try (ExportScenario scenario = ExportScenario.byTenantAt(state, "2026-03-04T05:31:00Z", truncating)
                .arrives("2026-03-04T05:30:00Z", "not an event: my-secret")
                .arrives("2026-03-04T05:30:00Z", "future", "2026-03-04T05:36:00.001Z")
                .arrives("2026-03-04T05:30:00Z", event("good", "203.0.113.9"))
                .arrives("2026-03-04T05:30:01Z", event("bad", "not-an-address"))
                .arrives("2026-03-04T05:30:02Z", event("good", "203.0.113.9"))
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: good");
            assertThat(scenario.counts()).containsExactly(new Counts(3, 1, 0, 1, 1));
            assertThat(scenario.tickets())
                    .hasSize(3)
                    .allSatisfy(ticket -> assertThat(ticket).contains("\"topic\":\"download-events\",\"partition\":0"))
                    .satisfiesExactly(
                            ticket -> assertThat(ticket).contains("\"offset\":0,\"reason\":\"unknown-wire-format\""),
                            ticket -> assertThat(ticket).contains("\"offset\":1,\"reason\":\"in-the-future\""),
                            ticket -> assertThat(ticket)
                                    .contains("\"offset\":3,\"reason\":\"redaction-failed\"", "\"tenant\":\"acme\""));
        }
    }

    @Test
    void holdsBackAnExportWhoseTopicIsMissingAndNoOther() {
        ExportSpec other = export("other", Map.of());
        try (ExportScenario scenario = ExportScenario.at(state, "2026-03-04T05:00:00Z", export("all", Map.of()), other)
                .topicIsShut(TOPIC)
                .arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts("export.acme.other")).containsExactly("part 2026-03-04T05:00:00Z: a");

            scenario.topicIsOpen(TOPIC);

            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: a");
            assertThat(scenario.parts("export.acme.other")).isEmpty();
        }
    }

    @Test
    void whatWasHeldBackComesBeforeLateCopiesOfIt() {
        try (ExportScenario scenario = hourly().topicIsShut(TOPIC)
                .arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T06:20:00Z", "a", "2026-03-04T05:30:00Z")
                .arrives("2026-03-04T06:21:00Z", "late", "2026-03-04T05:31:00Z")
                .wallClock("2026-03-04T07:00:12Z")
                .topicIsOpenWhenAskedAgain(TOPIC)
                .wallClock("2026-03-04T07:00:13Z")) {
            scenario.arrives("2026-03-04T07:00:11Z", "next", "2026-03-04T07:00:11Z")
                    .punctuate();

            assertThat(scenario.parts(TOPIC).stream().limit(1)).containsExactly("part 2026-03-04T05:00:00Z: a");
            assertThat(scenario.punctuate().parts(TOPIC)).allMatch(part -> part.endsWith(": late"));
        }
    }

    @Test
    void withholdsAnEventWhoseRedactionFailsAndCountsNothingLost() {
        ExportSpec truncating =
                export("all", List.of(new KindSpec("truncate-ip", Map.of("ipv4", 24, "ipv6", 48))), Map.of());
        try (ExportScenario scenario = ExportScenario.at(state, "2026-03-04T05:00:00Z", truncating)
                .arrives("2026-03-04T05:30:00Z", event("good", "203.0.113.9"))
                .arrives("2026-03-04T05:30:01Z", event("bad", "not-an-address"))
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: good");
            assertThat(scenario.tickets())
                    .singleElement()
                    .asString()
                    .contains("\"reason\":\"redaction-failed\"", "\"export\":\"acme/all\"", "\"offset\":1");
        }
    }

    @Test
    void emitsSliceAfterSliceWhileNoRecordsCome() {
        ExportSpec[] exports =
                IntStream.range(0, 600).mapToObj(i -> export("e" + i, Map.of())).toArray(ExportSpec[]::new);
        try (ExportScenario scenario = ExportScenario.at(state, "2026-03-04T05:00:00Z", exports)
                .arrives("2026-03-04T05:30:00Z", "a", "2026-03-04T05:30:00Z")
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            int emitted = emitted(scenario);

            assertThat(emitted).isLessThanOrEqualTo(500);
            // How much a slice does in its time depends on the machine; that it does something does not.
            Instant now = Instant.parse("2026-03-04T06:30:03Z");
            while (emitted < 600) {
                now = now.plusMillis(100);
                int next = emitted(scenario.wallClock(now.toString()));
                assertThat(next).as("parts of the slice at %s", now).isPositive();
                emitted += next;
            }
            assertThat(emitted).isEqualTo(600);
        }
    }

    private static int emitted(ExportScenario scenario) {
        return IntStream.range(0, 600)
                .map(i -> scenario.parts("export.acme.e" + i).size())
                .sum();
    }

    @Test
    void exportsThatRedactAlikeAndThoseBetweenThemGetTheirOwnRows() {
        Map<String, Object> csv = Map.of("columns", List.of("event_id", "ip_address"), "compression", "none");
        List<KindSpec> truncated = List.of(new KindSpec("truncate-ip", Map.of("ipv4", 24, "ipv6", 48)));
        List<KindSpec> dropped = List.of(new KindSpec("drop-group", Map.of("group", "ip")));
        try (ExportScenario scenario = ExportScenario.at(
                        state,
                        "2026-03-04T05:00:00Z",
                        export("one", truncated, csv),
                        export("two", truncated, csv),
                        export("three", List.of(), csv),
                        export("four", dropped, csv),
                        export("five", truncated, csv))
                .arrives("2026-03-04T05:30:00Z", event("a", "203.0.113.9"))
                .arrives("2026-03-04T05:30:00Z", event("b", "no address"))
                .arrives("2026-03-04T05:30:00Z", event("c", "198.51.100.7"))
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            for (String id : List.of("one", "two", "five")) {
                assertThat(scenario.parts("export.acme." + id))
                        .containsExactly("part 2026-03-04T05:00:00Z: a,203.0.113.0 c,198.51.100.0");
            }
            assertThat(scenario.parts("export.acme.three"))
                    .containsExactly("part 2026-03-04T05:00:00Z: a,203.0.113.9 b,no address c,198.51.100.7");
            assertThat(scenario.parts("export.acme.four")).containsExactly("part 2026-03-04T05:00:00Z: a, b, c,");
            assertThat(scenario.tickets()).hasSize(3);
        }
    }

    @Test
    void selectsByAnExpressionOverFieldsThatAreRedactedLater() {
        ExportSpec dropping = selecting(
                "{ filter: \"ip_address.startsWith('203.')\" }",
                List.of(new KindSpec("drop-group", Map.of("group", "ip"))),
                Map.of("columns", List.of("event_id", "ip_address"), "compression", "none"));
        try (ExportScenario scenario = ExportScenario.at(state, "2026-03-04T05:00:00Z", dropping)
                .arrives("2026-03-04T05:30:00Z", event("taken", "203.0.113.9"))
                .arrives("2026-03-04T05:30:01Z", event("left-out", "198.51.100.77"))
                .arrives("2026-03-04T05:30:02Z", "without", "2026-03-04T05:30:00Z")
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.records(TOPIC))
                    .extracting(part -> new String(part.value(), StandardCharsets.UTF_8))
                    .containsExactly("event_id,ip_address\ntaken,\n");
            assertThat(scenario.tickets()).isEmpty();
        }
    }

    @Test
    void withholdsAnEventOnWhichTheFilterFailsAndQuotesNothingOfIt() {
        ExportSpec failing = selecting("{ filter: \"int(ip_address) > 3\" }", List.of(), Map.of());
        try (ExportScenario scenario = ExportScenario.at(state, "2026-03-04T05:00:00Z", failing)
                .arrives("2026-03-04T05:30:00Z", event("taken", "4"))
                .arrives("2026-03-04T05:30:01Z", event("left-out", "3"))
                .arrives("2026-03-04T05:30:02Z", event("fails", "not-a-number"))
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: taken");
            assertThat(scenario.tickets())
                    .singleElement()
                    .asString()
                    .contains("\"reason\":\"filter-failed\"", "\"export\":\"acme/all\"", "\"offset\":2")
                    .doesNotContain("not-a-number");
        }
    }

    @Test
    void withholdsAnEventThatTakesTheFilterTooMuchWorkAndGoesOn() {
        ExportSpec expensive = selecting("{ filter: \"ip_address.matches('^([a-z]*){100}4$')\" }", List.of(), Map.of());
        try (ExportScenario scenario = ExportScenario.at(state, "2026-03-04T05:00:00Z", expensive)
                .arrives("2026-03-04T05:30:00Z", event("endless", "a".repeat(100_000)))
                .arrives("2026-03-04T05:30:01Z", event("taken", "4"))
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: taken");
            assertThat(scenario.tickets())
                    .singleElement()
                    .asString()
                    .contains("\"reason\":\"filter-failed\"", "\"export\":\"acme/all\"", "\"offset\":0");
        }
    }

    @Test
    void takesNoEventAboutTheObjectsItDelivered() {
        ExportSpec plain = export("all", Map.of());
        ExportSpec looping = new ExportSpec(
                plain.exportId(),
                plain.source(),
                plain.enabled(),
                plain.select(),
                plain.redact(),
                plain.format(),
                plain.layout(),
                plain.schedule(),
                plain.partSize(),
                plain.deduplicate(),
                plain.delivery(),
                S3Destination.ofRole("acme-logs", "all", "eu-west-1", "arn:aws:iam::111122223333:role/Logs"),
                plain.connector());
        try (ExportScenario scenario = ExportScenario.at(
                        state, "2026-03-04T05:00:00Z", looping, export("other", Map.of()))
                .arrives("2026-03-04T05:30:00Z", request("log", "acme-logs", "all/year=2026/x.csv"))
                .arrives("2026-03-04T05:30:01Z", request("data", "acme-logs", "data/x.tgz"))
                .wallClock("2026-03-04T06:30:00Z")
                .provenIdleSince("2026-03-04T06:30:00Z")) {
            assertThat(scenario.parts(TOPIC)).containsExactly("part 2026-03-04T05:00:00Z: data");
            assertThat(scenario.parts("export.acme.other")).containsExactly("part 2026-03-04T05:00:00Z: log data");
        }
    }

    @Test
    void keepsOnlyRedactedDataInStateAndChangelog() {
        ExportSpec dropping = export(
                "all",
                List.of(new KindSpec("drop-group", Map.of("group", "ip"))),
                Map.of("columns", List.of("event_id", "ip_address", "uri"), "compression", "none"));
        String secret = "198.51.100.77";
        try (ExportScenario scenario = ExportScenario.at(state, "2026-03-04T05:00:00Z", dropping)
                .arrives("2026-03-04T05:30:00Z", event("sentinel-id", secret))
                .arrives("2026-03-04T05:40:00Z", event("later", secret))) {
            String changelog = scenario.records("scenario-batches-of-download-events-changelog").stream()
                    .filter(record -> record.value() != null)
                    .map(record -> DecodedState.text(record.key(), record.value()))
                    .reduce("", String::concat);

            assertThat(changelog).contains("sentinel-id");
            assertThat(changelog).doesNotContain(secret);
        }
    }

    private static String request(String id, String bucket, String key) {
        return "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:%d:00Z\",\"s3\":{\"bucket\":\"%s\",\"key\":\"%s\"}}"
                .formatted(id, id.length() + 20, bucket, key);
    }

    /** An export with this {@code select}, as YAML has it. */
    private static ExportSpec selecting(String select, List<KindSpec> redact, Map<String, Object> format) {
        SelectSpec selection = SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: all
                    source: download
                    select: %s
                    format: { kind: csv }
                    destination: { kind: file, directory: /tmp/acme }
                """.formatted(select))
                .exports()
                .get(0)
                .select();
        return export("all", redact, format).withSelect(selection);
    }

    private static String event(String id, String ip) {
        return "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:30:00Z\",\"ip_address\":\"%s\"}"
                .formatted(id, ip);
    }

    private ExportScenario hourly() {
        return ExportScenario.at(state, "2026-03-04T05:00:00Z", export("all", Map.of()));
    }

    private static ExportSpec export(String id, Map<String, Object> format) {
        return export(id, List.of(), format);
    }

    private static ExportSpec export(String id, List<KindSpec> redact, Map<String, Object> format) {
        return export(id, redact, format, true);
    }

    private static ExportSpec export(
            String id, List<KindSpec> redact, Map<String, Object> format, boolean deduplicate) {
        Map<String, Object> options =
                format.isEmpty() ? Map.of("columns", List.of("event_id"), "compression", "none") : format;
        return new ExportSpec(
                new ExportId("acme", id),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                redact,
                new KindSpec("csv", options),
                ExportSpec.DEFAULT_LAYOUT,
                ScheduleSpec.HOURLY,
                8 * 1024 * 1024,
                deduplicate,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), ""),
                Map.of());
    }
}
