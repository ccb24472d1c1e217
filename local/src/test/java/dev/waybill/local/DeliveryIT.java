package dev.waybill.local;

import static dev.waybill.local.RecentDay.dated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.topics.TopicSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three tenants with a broker, Connect, a store and a token service: every byte of every object is compared with an
 * expectation that does not come from the code under test, and so is every claim ticket; and all is as the receipts say.
 */
class DeliveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema DOWNLOAD = EventSchemas.schema(Source.DOWNLOAD);
    private static final Schema AUDIT = EventSchemas.schema(Source.AUDIT);
    private static final String HMAC_KEY = "0123456789abcdef-globex";
    private static final Pattern OBJECT = Pattern.compile("(.*)-([0-9]{5})-([0-9a-f]{12})(\\.[a-z.]+)");

    private static final String SECRET_ADDRESS = "203.0.113.77";
    private static final String SECRET_USER = "mia.kowalska";
    private static final String SECRET_NAMESPACE = "umbrella-labs";

    private static final String ACME = """
            tenant: acme
            exports:
              - id: table
                source: download
                redact:
                  - { kind: truncate-ip, ipv4: 24, ipv6: 48 }
                  - { kind: drop-group, group: geo }
                format: { kind: csv, compression: gzip, columns: [event_id, occurred_at, method, uri, status, bytes, ip_address, user.username, location.city, user_agent.raw] }
                destination: { kind: s3, bucket: acme-logs, prefix: client-logs/table, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
              - id: lines
                source: download
                format: { kind: json-lines, shape: flat, compression: none, columns: [event_id, occurred_at, uri, status, ip_address, user.username, user_agent.raw] }
                destination: { kind: s3, bucket: acme-logs, prefix: client-logs/lines, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
              - id: access
                source: download
                delivery: shared
                format: { kind: apache-combined, compression: gzip }
                destination: { kind: s3, bucket: acme-logs, prefix: client-logs/access, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
            """;
    private static final String GLOBEX = """
            tenant: globex
            exports:
              - id: lines
                source: download
                delivery: shared
                redact:
                  - { kind: drop-group, group: ip }
                  - { kind: hash, field: user.identifier, key: "${env:GLOBEX_HMAC}" }
                  - { kind: drop-field, field: user.username }
                format: { kind: json-lines, compression: zstd, columns: [event_id, uri, ip_address, user.identifier, user.username, user_agent.raw, status] }
                part-size: 1KiB
                destination: { kind: s3, bucket: globex-logs, prefix: in, region: eu-west-1, role-arn: "arn:aws:iam::444455556666:role/Logs" }
            """;
    private static final String INITECH = """
            tenant: initech
            exports:
              - id: table
                source: download
                select: { status: ["2xx"], methods: [GET] }
                redact:
                  - { kind: drop-group, group: namespace }
                  - { kind: drop-group, group: repository }
                  - { kind: mask, field: user.identifier, keep-last: 2 }
                format: { kind: csv, compression: none, formula-guard: true }
                destination: { kind: s3, bucket: initech-logs, prefix: table, region: eu-west-1, role-arn: "arn:aws:iam::777788889999:role/Logs" }
              - id: audit
                source: audit
                redact:
                  - { kind: mask, field: actor.name, keep-last: 2 }
                format: { kind: csv, compression: zstd }
                schedule: { every: daily }
                destination: { kind: s3, bucket: initech-logs, prefix: audit, region: eu-west-1, role-arn: "arn:aws:iam::777788889999:role/Logs" }
            """;

    private static final String HOUR = dated("year=2024/month=03/day=04/hour=05/");
    private static final int BIG = 2_000_000;

    @TempDir
    Path folder;

    private final Map<String, String> expectedTickets = new TreeMap<>();
    private WholeStack stack;
    private KafkaProducer<byte[], byte[]> producer;

    @Test
    void deliversExactlyTheExpectedBytesToThreeTenantsAndTicketsForTheRest() throws Exception {
        // Given
        try (WholeStack started = new WholeStack(
                folder,
                Map.of("acme", ACME, "globex", GLOBEX, "initech", INITECH),
                TopicSettings.EMBEDDED,
                Map.of("${env:GLOBEX_HMAC}", HMAC_KEY))) {
            stack = started;
            producer = stack.producer();
            // All of it before the application starts: with stamps from the past, a pause would close the windows.
            publishGlobex();
            publishAcme();
            publishInitech();
            publishPoison();

            // When
            stack.startStreams();
            stack.startDelivery();

            // Then
            Map<String, String> expected = expectedObjects();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> everythingIsDelivered(expected));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(tickets()).isEqualTo(expectedTickets));
            assertThat(stack.crashes).isEmpty();
            everyPartIsWholeAndNamedAfterItsBytes();
            noObjectHoldsWhatItMustNot();
            stack.awaitClean(RecentDay.end());
        }
    }

    // Acme: hostile values, late events, copies, a large event; an address and a city that one of its exports redacts.

    private final List<TestEvent> acme = List.of(
            acme("a-01", "05:00:01")
                    .with("uri", "/tools/w.whl?from=" + SECRET_ADDRESS)
                    .redactedTo("uri", "/tools/w.whl?from=-"),
            acme("a-02", "05:00:02.000317").with("user_agent.raw", "He said \"hi\", then, C:\\left"),
            acme("a-03", "05:00:03").with("user_agent.raw", "cr\rlf\ncrlf\r\nnul\u0000tab\tsep\u2028end"),
            acme("a-04", "05:00:04").with("user_agent.raw", "=HYPERLINK(1;2)").with("user.username", "-1+1"),
            acme("a-05", "05:00:05").with("user_agent.raw", "🚀 Zoë 日本語 \uD83D\uDC69\u200D\uD83D\uDCBB"),
            acme("a-06", "05:00:06").with("user_agent.raw", new byte[] {'b', 'a', 'd', (byte) 0xff, 'e', 'n', 'd'}),
            acme("a-07", "05:00:07").with("uri", "/line\nbreak").redactedTo("uri", "-"),
            acme("a-08", "05:00:08").with("uri", "/mirror/Auckland/w.whl").redactedTo("uri", "/mirror/-/w.whl"),
            acme("a-09", "05:00:09").with("ip_address", "2001:db8:1:2::77").redactedTo("ip_address", "2001:db8:1::"),
            acme("a-10", "05:00:10").with("user_agent.raw", "x".repeat(BIG) + ",end"),
            acme("a-11", "05:59:59.999999").with("status", 404),
            acme("a-12", "06:00:00"),
            acme("a-twin-2", "05:30:00"),
            acme("a-twin-1", "05:30:00"));
    private final TestEvent withheld = acme("a-withheld", "05:20:00").with("ip_address", "not-an-address");
    private final TestEvent late = acme("a-late", "05:40:00");

    private static TestEvent acme(String id, String time) {
        return new TestEvent(id, "acme", dated("2024-03-04T" + time + "Z"))
                .with("method", "GET")
                .with("uri", "/tools/w-1.2.0.whl")
                .with("protocol", "HTTP/1.1")
                .with("status", 200)
                .with("bytes", 48_213)
                .with("ip_address", SECRET_ADDRESS)
                .redactedTo("ip_address", "203.0.113.0")
                .with("location.city", "Auckland")
                .redactedTo("location.city", "")
                .with("user.identifier", "us 31\"Qe")
                .with("user_agent.raw", "sentinel-of-a/1.0");
    }

    private void publishAcme() throws Exception {
        for (int i = 0; i < acme.size(); i++) {
            TestEvent event = acme.get(i);
            boolean mustBeAvro = event.value("user_agent.raw") instanceof byte[];
            byte[] value = mustBeAvro || i % 2 == 0 ? avro(event) : event.json();
            String arrival = i < 10 ? "2024-03-04T05:00:30Z" : "2024-03-04T06:00:01Z";
            send(Topics.input(Source.DOWNLOAD), 0, "acme", arrival, value);
            if (i % 5 == 0) {
                send(Topics.input(Source.DOWNLOAD), 0, "acme", arrival, event.json(), value);
            }
        }
        RecordMetadata sent = send(Topics.input(Source.DOWNLOAD), 0, "acme", "2024-03-04T06:00:02Z", avro(withheld));
        expectTicket(sent, "redaction-failed", 1, "acme", "acme/table");
        // The window is closed: these are late, one of them also a copy.
        send(Topics.input(Source.DOWNLOAD), 0, "acme", "2024-03-04T06:30:00Z", late.json());
        send(
                Topics.input(Source.DOWNLOAD),
                0,
                "acme",
                "2024-03-04T06:31:00Z",
                acme.get(0).json());
        send(Topics.input(Source.DOWNLOAD), 0, "acme", "2024-03-04T06:32:00Z", avro(late));
        send(
                Topics.input(Source.DOWNLOAD),
                0,
                "no-such-customer",
                "2024-03-04T06:33:00Z",
                stranger().json());
    }

    private static TestEvent stranger() {
        return new TestEvent("stranger", "no-such-customer", dated("2024-03-04T06:33:00Z"));
    }

    // Globex: many parts, an event under a wrong key, and identities that must not be there.

    private final List<TestEvent> globex = globex();
    private final TestEvent misplaced = globexEvent(900);

    private static List<TestEvent> globex() {
        List<TestEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(globexEvent(i));
        }
        return events;
    }

    private static TestEvent globexEvent(int number) {
        String user = "us-77x" + number % 3;
        return new TestEvent(
                        "g-%03d".formatted(number), "globex", dated("2024-03-04T05:%02d:00Z".formatted(number % 60)))
                .with("uri", "/home/" + SECRET_USER + "/" + hex("file" + number) + "?u=" + user)
                .redactedTo("uri", "/home/-/" + hex("file" + number) + "?u=-")
                .with("ip_address", SECRET_ADDRESS)
                .redactedTo("ip_address", "")
                .with("user.identifier", user)
                .redactedTo("user.identifier", hmac(user))
                .with("user.username", SECRET_USER)
                .redactedTo("user.username", "")
                .with("user_agent.raw", "sentinel-of-g/2 for " + SECRET_ADDRESS)
                .redactedTo("user_agent.raw", "sentinel-of-g/2 for -")
                .with("status", 200);
    }

    private void publishGlobex() throws Exception {
        for (int i = 0; i < globex.size(); i++) {
            byte[] value = i % 2 == 0 ? avro(globex.get(i)) : globex.get(i).json();
            send(Topics.input(Source.DOWNLOAD), 1, "globex", "2024-03-04T06:00:00Z", value);
        }
        send(Topics.input(Source.DOWNLOAD), 0, "acme", "2024-03-04T05:00:40Z", misplaced.json());
    }

    // Initech: default columns, a selection, and a namespace that is a word of the address, too.

    private final List<TestEvent> initech = List.of(
            initech("i-1", "05:00:01"),
            initech("i-2", "05:00:02").with("referer", "=1+1").with("request_id", "-"),
            initech("i-3", "05:00:03")
                    .with("uri", "/%75mbrella-labs/VAULT-tools/p.whl?ns=umbrella%2Dlabs")
                    .redactedTo("uri", "/-/-/p.whl?ns=-"));
    private final List<TestEvent> initechFiltered = List.of(
            initech("i-4", "05:00:04").with("status", 404),
            initech("i-5", "05:00:05").with("method", "HEAD"));
    private final TestEvent initechAudit = new TestEvent("i-audit", "initech", dated("2024-03-04T05:06:07Z"))
            .with("event_group", "artifact")
            .with("event_type", "artifact_removed")
            .with("actor.name", "Peter Gibbons")
            .redactedTo("actor.name", "***ns")
            .with("actor.kind", "user")
            .with("object.kind", "package")
            .with("object.identifier", "tps-report, \"cover\"")
            .with("ip_address", "198.51.100.3")
            .with("detail", "{\"by\":\"Peter Gibbons\",\"size\":18231}")
            .redactedTo("detail", "{\"by\":\"-\",\"size\":18231}");

    private static TestEvent initech(String id, String time) {
        return new TestEvent(id, "initech", dated("2024-03-04T" + time + "Z"))
                .with("namespace", SECRET_NAMESPACE)
                .with("repository", "vault-tools")
                .with("method", "GET")
                .with("status", 206)
                .with("uri", "/umbrella-labs/vault-tools/pkg/w-1.whl?ns=umbrella-labs")
                .redactedTo("uri", "/-/-/pkg/w-1.whl?ns=-")
                .with("host", "umbrella-labs.dl.example.com")
                .redactedTo("host", "-.dl.example.com")
                .with("location.city", "São Paulo")
                .with("location.country_code", "BR")
                .with("user.identifier", "us31Qe")
                .redactedTo("user.identifier", "***Qe")
                .with("user_agent.raw", "sentinel-of-i/3");
    }

    private void publishInitech() throws Exception {
        List<TestEvent> all = new ArrayList<>(initech);
        all.addAll(initechFiltered);
        for (int i = 0; i < all.size(); i++) {
            byte[] value = i % 2 == 0 ? avro(all.get(i)) : all.get(i).json();
            send(Topics.input(Source.DOWNLOAD), 2, "initech", "2024-03-04T05:01:00Z", value);
        }
        byte[] audit = initechAudit.avro(AUDIT, stack.auditSchemaId);
        send(Topics.input(Source.AUDIT), 2, "initech", "2024-03-04T05:06:08Z", audit, audit);
    }

    // What nobody may get.

    private void publishPoison() throws Exception {
        TestEvent event = acme("poison", "05:01:00");
        byte[] avro = avro(event);
        poison("empty-value", -1, null);
        poison("empty-value", -1, new byte[0]);
        poison("unknown-wire-format", -1, new byte[] {(byte) 0xfe, (byte) 0xed, 0x00, 0x13});
        poison("unsupported-framing", -1, withFirst((byte) 1, avro));
        poison("unknown-wire-format", -1, new byte[] {0, 0, 0});
        poison("unknown-wire-format", -1, "\uFEFF{}".getBytes(StandardCharsets.UTF_8));
        poison("unknown-schema-id", 999_999, event.avro(DOWNLOAD, 999_999));
        poison("malformed-avro", 1, Arrays.copyOf(avro, avro.length - 3));
        poison("malformed-avro", 1, Arrays.copyOf(avro, avro.length + 1));
        poison("missing-occurred-at", 1, event.avro(DOWNLOAD, 1, 0));
        poison("time-out-of-range", 1, event.avro(DOWNLOAD, 1, -1));
        poison("malformed-json", -1, json("{'event_id': 'a"));
        poison("wrong-type", -1, json("{'event_id': 7, 'tenant': 'acme', 'occurred_at': '2024-03-04T05:01:00Z'}"));
        poison(
                "missing-event-id",
                -1,
                json("{'event_id': '', 'tenant': 'acme', 'occurred_at': '2024-03-04T05:01:00Z'}"));
        poison("missing-tenant", -1, json("{'event_id': 'a', 'occurred_at': '2024-03-04T05:01:00Z'}"));
        poison(
                "invalid-tenant",
                -1,
                json("{'event_id': 'a', 'tenant': '../acme', 'occurred_at': '2024-03-04T05:01:00Z'}"));
        poison(
                "invalid-tenant",
                -1,
                json("{'event_id': 'a', 'tenant': 'Acme', 'occurred_at': '2024-03-04T05:01:00Z'}"));
        poison("missing-occurred-at", -1, json("{'event_id': 'a', 'tenant': 'acme'}"));
        poison(
                "time-out-of-range",
                -1,
                json("{'event_id': 'a', 'tenant': 'acme', 'occurred_at': '1969-12-31T23:59:59Z'}"));
        poison("in-the-future", -1, json("{'event_id': 'a', 'tenant': 'acme', 'occurred_at': '9999-12-31T23:59:59Z'}"));
        poison(
                "in-the-future",
                -1,
                json("{'event_id': 'a', 'tenant': 'acme', 'occurred_at': '2024-03-04T05:06:00.001Z'}"));
        RecordMetadata sent = send(Topics.input(Source.AUDIT), 3, "../etc", "2024-03-04T05:01:00Z", json("{"));
        expectTicket(sent, "malformed-json", -1, null, null);
    }

    private void poison(String reason, int schemaId, byte @Nullable [] value) throws Exception {
        RecordMetadata sent = send(Topics.input(Source.DOWNLOAD), 3, "acme", "2024-03-04T05:01:00Z", value);
        expectTicket(sent, reason, schemaId, "acme", null);
    }

    private static byte[] json(String text) {
        return dated(text).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withFirst(byte first, byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[0] = first;
        return changed;
    }

    // What must come out.

    /** Text of all parts of an export, window and source partition together, by the object's path without part and hash. */
    private Map<String, String> expectedObjects() {
        List<TestEvent> acmeHour = new ArrayList<>(acme);
        TestEvent nextHour = acme.get(11);
        acmeHour.remove(nextHour);
        List<TestEvent> acmeTable = new ArrayList<>(acmeHour);
        acmeHour.add(withheld);
        Map<String, String> expected = new HashMap<>();
        String table = "acme-logs/client-logs/table/";
        expected.put(table + HOUR + "acme-table-20240304T050000Z-p0 .csv.gz", acmeTable(acmeTable));
        expected.put(
                table + HOUR + "acme-table-20240304T050000Z-late-20240304T060000Z-p0 .csv.gz",
                acmeTable(List.of(late)));
        expected.put(table + next(HOUR) + "acme-table-20240304T060000Z-p0 .csv.gz", acmeTable(List.of(nextHour)));
        String lines = "acme-logs/client-logs/lines/";
        expected.put(lines + HOUR + "acme-lines-20240304T050000Z-p0 .jsonl", acmeLines(acmeHour));
        expected.put(
                lines + HOUR + "acme-lines-20240304T050000Z-late-20240304T060000Z-p0 .jsonl", acmeLines(List.of(late)));
        expected.put(lines + next(HOUR) + "acme-lines-20240304T060000Z-p0 .jsonl", acmeLines(List.of(nextHour)));
        String access = "acme-logs/client-logs/access/";
        expected.put(access + HOUR + "acme-access-20240304T050000Z-p0 .log.gz", acmeAccess(acmeHour));
        expected.put(
                access + HOUR + "acme-access-20240304T050000Z-late-20240304T060000Z-p0 .log.gz",
                acmeAccess(List.of(late)));
        expected.put(access + next(HOUR) + "acme-access-20240304T060000Z-p0 .log.gz", acmeAccess(List.of(nextHour)));
        expected.put("globex-logs/in/" + HOUR + "globex-lines-20240304T050000Z-p1 .jsonl.zst", globexLines(globex));
        expected.put(
                "globex-logs/in/" + HOUR + "globex-lines-20240304T050000Z-p0 .jsonl.zst",
                globexLines(List.of(misplaced)));
        expected.put("initech-logs/table/" + HOUR + "initech-table-20240304T050000Z-p2 .csv", initechTable());
        expected.put(
                "initech-logs/audit/year=2024/month=03/day=04/initech-audit-20240304T000000Z-p2 .csv.zst",
                initechAudit());
        Map<String, String> dated = new HashMap<>();
        expected.forEach((name, text) -> dated.put(dated(name), text));
        return shortened(dated);
    }

    private static String next(String hour) {
        return hour.replace("hour=05", "hour=06");
    }

    private static String acmeTable(List<TestEvent> events) {
        return "event_id,occurred_at,method,uri,status,bytes,ip_address,user.username,location.city,user_agent.raw\n"
                + rows(
                        events,
                        event -> ExpectedText.csv(Arrays.asList(
                                event.id,
                                event.redactedValue("occurred_at"),
                                event.redactedValue("method"),
                                event.redactedValue("uri"),
                                event.redactedValue("status"),
                                event.redactedValue("bytes"),
                                event.redactedValue("ip_address"),
                                event.redactedValue("user.username"),
                                event.redactedValue("location.city"),
                                event.redactedValue("user_agent.raw"))));
    }

    private static String acmeLines(List<TestEvent> events) {
        return rows(
                events,
                event -> "{\"event_id\":%s,\"ip_address\":%s,\"occurred_at\":%s,\"status\":%s,\"uri\":%s,"
                                .formatted(
                                        ExpectedText.json(event.id),
                                        ExpectedText.json(event.value("ip_address")),
                                        ExpectedText.json(event.value("occurred_at")),
                                        ExpectedText.json(event.value("status")),
                                        ExpectedText.json(event.value("uri")))
                        + "\"user.username\":%s,\"user_agent.raw\":%s}\n"
                                .formatted(
                                        ExpectedText.json(event.value("user.username")),
                                        ExpectedText.json(event.value("user_agent.raw"))));
    }

    private static String acmeAccess(List<TestEvent> events) {
        return rows(
                events,
                event -> ExpectedText.combined(
                        event.value("ip_address"),
                        event.value("user.identifier"),
                        event.occurredAt,
                        "GET " + event.value("uri") + " HTTP/1.1",
                        event.value("status"),
                        event.value("bytes"),
                        event.value("referer"),
                        event.value("user_agent.raw")));
    }

    private static String globexLines(List<TestEvent> events) {
        return rows(
                events,
                event -> "{\"event_id\":\"%s\",\"ip_address\":null,\"status\":200,\"uri\":\"%s\","
                                .formatted(event.id, event.redactedValue("uri"))
                        + "\"user\":{\"identifier\":\"%s\",\"username\":null},\"user_agent\":{\"raw\":\"%s\"}}\n"
                                .formatted(
                                        event.redactedValue("user.identifier"), event.redactedValue("user_agent.raw")));
    }

    private static String initechTable() {
        return dated("""
                datetime,repository,status,method,uri,host,ip_address,bytes,city,country,edge,eula,format,package,recorded,referer,request_id,token,user,user_agent
                2024-03-04T05:00:01+00:00,,206,GET,/-/-/pkg/w-1.whl?ns=-,'-.dl.example.com,,,São Paulo,BR,,,,,,,,,***Qe,sentinel-of-i/3
                2024-03-04T05:00:02+00:00,,206,GET,/-/-/pkg/w-1.whl?ns=-,'-.dl.example.com,,,São Paulo,BR,,,,,,'=1+1,-,,***Qe,sentinel-of-i/3
                2024-03-04T05:00:03+00:00,,206,GET,/-/-/p.whl?ns=-,'-.dl.example.com,,,São Paulo,BR,,,,,,,,,***Qe,sentinel-of-i/3
                """);
    }

    private static String initechAudit() {
        return dated("""
                event_id,event_group,event_type,occurred_at,actor,actor_kind,object_kind,object_id,channel,source_ip,detail
                i-audit,artifact,artifact_removed,2024-03-04T05:06:07Z,***ns,user,package,"tps-report, ""cover""\",,198.51.100.3,"{""by"":""-"",""size"":18231}"
                """);
    }

    private static String rows(List<TestEvent> events, Function<TestEvent, String> row) {
        StringBuilder rows = new StringBuilder();
        events.stream()
                .sorted(Comparator.comparing((TestEvent event) -> event.occurredAt)
                        .thenComparing(event -> event.id))
                .forEach(event -> rows.append(row.apply(event)));
        return rows.toString();
    }

    // What did come out.

    private void everythingIsDelivered(Map<String, String> expected) throws IOException {
        Map<String, String> delivered = delivered();
        assertThat(delivered).containsOnlyKeys(expected.keySet());
        expected.forEach(
                (name, text) -> assertThat(delivered.get(name)).as(name).isEqualTo(text));
    }

    private Map<String, String> delivered() throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (DeliveredFiles.DeliveredFile file : DeliveredFiles.in(stack.folder.buckets())) {
            Matcher name = matched(file);
            String header = file.path().contains(".csv") && !name.group(2).equals("00000")
                    ? file.text().substring(0, file.text().indexOf('\n') + 1)
                    : "";
            texts.merge(
                    name.group(1) + " " + name.group(4),
                    file.text(),
                    (before, more) -> before + more.substring(header.length()));
        }
        return shortened(texts);
    }

    private void everyPartIsWholeAndNamedAfterItsBytes() throws IOException {
        Map<String, Integer> parts = new TreeMap<>();
        for (DeliveredFiles.DeliveredFile file : DeliveredFiles.in(stack.folder.buckets())) {
            Matcher name = matched(file);
            int expectedNumber = parts.merge(name.group(1), 1, Integer::sum) - 1;
            assertThat(name.group(2)).as(file.path()).isEqualTo("%05d".formatted(expectedNumber));
            assertThat(file.sha256()).as(file.path()).startsWith(name.group(3));
            assertThat(file.text()).as(file.path()).endsWith("\n");
        }
        assertThat(parts.get("globex-logs/in/" + HOUR + dated("globex-lines-20240304T050000Z-p1")))
                .as("parts of 1 KiB")
                .isGreaterThan(3);
    }

    /** Each search is first shown to find what is there. */
    private void noObjectHoldsWhatItMustNot() throws IOException {
        assertThat(pathsWith("sentinel-of-a")).isNotEmpty().allMatch(path -> path.startsWith("acme-logs/"));
        assertThat(pathsWith("sentinel-of-g")).isNotEmpty().allMatch(path -> path.startsWith("globex-logs/"));
        assertThat(pathsWith("sentinel-of-i")).isNotEmpty().allMatch(path -> path.startsWith("initech-logs/"));
        for (String tenant : List.of("acme", "globex", "initech")) {
            assertThat(pathsWith(tenant)).isNotEmpty().allMatch(path -> path.startsWith(tenant + "-logs/"));
        }
        assertThat(pathsWith(SECRET_ADDRESS))
                .isNotEmpty()
                .allMatch(path -> path.matches("acme-logs/client-logs/(lines|access)/year.*acme-(lines|access)-.*"));
        assertThat(pathsWith("Auckland"))
                .isNotEmpty()
                .allMatch(path -> path.matches("acme-logs/client-logs/(lines|access)/year.*acme-(lines|access)-.*"));
        assertThat(pathsWith(hmac("us-77x1"))).isNotEmpty();
        assertThat(pathsWith("us-77x")).isEmpty();
        assertThat(pathsWith("mia.kowalska")).isEmpty();
        assertThat(pathsWith("umbrella")).isEmpty();
        assertThat(pathsWith("vault")).isEmpty();
        assertThat(pathsWith("us31Qe")).isEmpty();
        assertThat(pathsWith("Gibbons")).isEmpty();
        assertThat(pathsWith("poison")).isEmpty();
    }

    /** Paths, in the folder of all buckets, of the objects that hold the text, decompressed, or have it in their name. */
    private List<String> pathsWith(String text) throws IOException {
        return DeliveredFiles.in(stack.folder.buckets()).stream()
                .filter(file -> file.text().contains(text)
                        || file.path().substring(file.path().indexOf('/')).contains(text))
                .map(DeliveredFiles.DeliveredFile::path)
                .toList();
    }

    private static Matcher matched(DeliveredFiles.DeliveredFile file) {
        Matcher name = OBJECT.matcher(file.path());
        assertThat(name.matches()).as(file.path()).isTrue();
        return name;
    }

    private static Map<String, String> shortened(Map<String, String> texts) {
        texts.replaceAll((name, text) -> text.replace("x".repeat(BIG), "(" + BIG + " times x)"));
        return texts;
    }

    /** Tickets by the place of their record, as JSON. */
    private Map<String, String> tickets() throws IOException {
        Map<String, String> tickets = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : stack.committed(Topics.QUARANTINE)) {
            var ticket = JSON.readTree(record.value());
            String place = ticket.path("topic").asText() + "-" + ticket.path("partition") + "@" + ticket.path("offset");
            String before = tickets.put(place, new String(record.value(), StandardCharsets.UTF_8));
            assertThat(before).as("a second ticket for %s", place).isNull();
            assertThat(record.headers()).isEmpty();
        }
        return tickets;
    }

    private void expectTicket(
            RecordMetadata sent, String reason, int schemaId, @Nullable String tenant, @Nullable String export) {
        String place = "\"topic\":\"%s\",\"partition\":%d,\"offset\":%d"
                .formatted(sent.topic(), sent.partition(), sent.offset());
        String ticket = "{" + place + ",\"reason\":\"" + reason + "\""
                + (reason.equals("wrong-type") ? ",\"field\":\"event_id\"" : "")
                + (schemaId < 0 ? "" : ",\"schema_id\":" + schemaId)
                + ",\"length\":" + Math.max(0, sent.serializedValueSize())
                + (tenant == null ? "" : ",\"tenant\":\"" + tenant + "\"")
                + (export == null ? "" : ",\"export\":\"" + export + "\"")
                + "}";
        expectedTickets.put(sent.topic() + "-" + sent.partition() + "@" + sent.offset(), ticket);
    }

    private byte[] avro(TestEvent event) {
        return event.avro(DOWNLOAD, stack.downloadSchemaId);
    }

    private RecordMetadata send(
            String topic, int partition, String key, String arrival, byte @Nullable [] @Nullable ... values)
            throws Exception {
        RecordMetadata sent = null;
        for (byte[] value : values == null ? new byte[][] {null} : values) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic,
                    partition,
                    Instant.parse(dated(arrival)).toEpochMilli(),
                    key.getBytes(StandardCharsets.UTF_8),
                    value);
            sent = producer.send(record).get();
        }
        return sent;
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HMAC_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Text that does not compress well, so that there are several parts. */
    private static String hex(String seed) {
        return hmac(seed).substring(0, 40);
    }
}
