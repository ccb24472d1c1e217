package dev.waybill.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.TestObject;
import dev.waybill.verify.DeliveredPlace;
import dev.waybill.verify.TestKeys;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.verify.receipt.Issuing;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.verify.receipt.Resigned;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The vectors that other verifiers are checked with: what stands there is what this one makes and says. */
class VectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/vectors");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HOUR = "year=2026/month=03/day=04/hour=";

    private final TreeMap<String, byte[]> place = DeliveredPlace.make().objects();

    /** Makes changes, and writes them down as it does. */
    private final class Case {
        private final ObjectNode json = JSON.createObjectNode();
        private final ArrayNode changes;
        private final TreeMap<String, byte[]> objects = new TreeMap<>(place);
        private Optional<Instant> until = Optional.empty();

        Case(String name, Consumer<Case> change) {
            json.put("name", name);
            changes = json.putArray("changes");
            change.accept(this);
        }

        void remove(String object) {
            assertThat(objects.remove(object)).as(object).isNotNull();
            changes.addObject().put("do", "remove").put("object", object);
        }

        void removeAll(String beginning) {
            List<String> all = objects.keySet().stream()
                    .filter(name -> name.startsWith(beginning))
                    .toList();
            assertThat(all).isNotEmpty();
            all.forEach(this::remove);
        }

        void write(String object, byte[] bytes) {
            objects.put(object, bytes);
            changes.addObject()
                    .put("do", "write")
                    .put("object", object)
                    .put("text", new String(bytes, StandardCharsets.UTF_8));
        }

        void copy(String object, String to) {
            objects.put(to, objects.get(object));
            changes.addObject().put("do", "copy").put("object", object).put("to", to);
        }

        void move(String object, String to) {
            objects.put(to, objects.remove(object));
            changes.addObject().put("do", "move").put("object", object).put("to", to);
        }

        void swap(String object, String to) {
            byte[] kept = objects.put(to, objects.get(object));
            objects.put(object, kept);
            changes.addObject().put("do", "swap").put("object", object).put("to", to);
        }

        void until(String time) {
            until = Optional.of(Instant.parse(time));
            json.put("until", time);
        }

        byte[] bytes(String object) {
            return objects.get(object);
        }

        ObjectNode withFindings() {
            Expectations expectations = new Expectations(DeliveredPlace.NOW, until, Optional.empty(), List.of());
            ArrayNode expected = json.putArray("expected");
            Checked.of(objects, expectations).wrong().stream()
                    .sorted(Comparator.comparing(Finding::toString))
                    .forEach(finding -> {
                        ObjectNode node =
                                expected.addObject().put("kind", finding.kind().word());
                        finding.export().ifPresent(export -> node.put("export", export));
                        finding.window().ifPresent(window -> node.put("window", window.toString()));
                        finding.object().ifPresent(object -> node.put("object", object));
                    });
            return json;
        }
    }

    private String receipt(String export, String rest) {
        String name = "_receipts/" + export + "/" + rest + ".json";
        assertThat(place).containsKey(name);
        return name;
    }

    /** The number-th object of an export's hour. */
    private String part(String export, String hour, int number) {
        return place.keySet().stream()
                .filter(name -> name.startsWith(HOUR + hour + "/acme-" + export + "-"))
                .toList()
                .get(number);
    }

    private String discarded() {
        return DeliveredPlace.make().log().stream()
                .flatMap(each -> each.discarded().stream())
                .findFirst()
                .orElseThrow();
    }

    private String page(int number) {
        return place.keySet().stream()
                .filter(name -> name.contains(String.format("-page-%05d-", number)))
                .findFirst()
                .orElseThrow();
    }

    private List<Case> cases() {
        String revision = receipt("quick", "20260302T000000Z-revision-3");
        String second = receipt("downloads", "20260304T020000Z");
        return List.of(
                new Case("nothing is changed", c -> {}),
                new Case(
                        "nothing is changed, and all that may be known is there", c -> c.until("2026-03-04T10:00:00Z")),
                new Case("an object is gone", c -> c.remove(part("downloads", "01", 0))),
                new Case("all objects of a window are gone", c -> c.removeAll(HOUR + "05/acme-downloads-")),
                new Case("a byte is changed", c -> {
                    byte[] bytes = c.bytes(part("audit", "03", 0)).clone();
                    bytes[5] ^= 1;
                    c.write(part("audit", "03", 0), bytes);
                }),
                new Case(
                        "an object is cut off",
                        c -> c.write(part("downloads", "07", 1), "event".getBytes(StandardCharsets.UTF_8))),
                new Case(
                        "an object is longer",
                        c -> c.write(
                                part("downloads", "07", 1),
                                (new String(c.bytes(part("downloads", "07", 1)), StandardCharsets.UTF_8) + "x\n")
                                        .getBytes(StandardCharsets.UTF_8))),
                new Case("two objects are swapped", c -> c.swap(part("downloads", "04", 0), part("audit", "00", 0))),
                new Case("an object has another name", c -> c.move(part("downloads", "04", 0), "elsewhere.csv")),
                new Case("an object is there twice", c -> c.copy(part("downloads", "04", 0), "elsewhere.csv")),
                new Case("an object is added", c -> c.write("readme.txt", new byte[] {'h', 'i'})),
                new Case(
                        "the doctor has put its test object",
                        c -> c.write(TestObject.NAME, "{}\n".getBytes(StandardCharsets.UTF_8))),
                new Case(
                        "something is added beside the doctor's test object",
                        c -> c.write(TestObject.FOLDER + "doctor.csv", new byte[] {'h', 'i'})),
                new Case(
                        "a replay holds an object of the test object's name",
                        c -> c.write("replay=r1/" + TestObject.NAME, new byte[] {'h', 'i'})),
                new Case(
                        "an object is added to a window",
                        c -> c.write(
                                HOUR + "04/acme-downloads-20260304T040000Z-p0-00009-0123456789ab.csv",
                                new byte[] {'h', 'i'})),
                new Case(
                        "something is added among the receipts",
                        c -> c.write("_receipts/downloads/readme.txt", new byte[] {'h'})),
                new Case("a receipt is gone", c -> c.remove(second)),
                new Case("a window is gone, receipt and objects", c -> {
                    c.remove(second);
                    c.removeAll(HOUR + "02/acme-downloads-20260304T020000Z-p");
                }),
                new Case(
                        "the receipt of an empty window is gone",
                        c -> c.remove(receipt("downloads", "20260304T030000Z"))),
                new Case(
                        "the receipt of late events is gone",
                        c -> c.remove(receipt("downloads", "20260304T020000Z-late-20260304T050000Z"))),
                new Case(
                        "the last receipt before the destination changed is gone",
                        c -> c.remove(receipt("audit", "20260304T070000Z"))),
                new Case("the first window after a pause is gone", c -> c.remove(receipt("audit", "20260304T060000Z"))),
                new Case("a revision is gone", c -> c.remove(receipt("quick", "20260301T060000Z-revision-1"))),
                new Case("an object that was discarded is gone", c -> c.remove(discarded())),
                new Case("an object that was discarded is gone, and so is the receipt that says so", c -> {
                    c.remove(discarded());
                    c.remove(receipt("quick", "20260301T120000Z-discard-2"));
                }),
                new Case(
                        "the receipt that says what was discarded counts events",
                        c -> c.write(
                                receipt("quick", "20260301T120000Z-discard-2"),
                                Resigned.changed(
                                        TestKeys.OLD.id(),
                                        TestKeys.OLD,
                                        c.bytes(receipt("quick", "20260301T120000Z-discard-2")),
                                        root -> ((ObjectNode) root.at("/windows/0/counts"))
                                                .put("read", 1)
                                                .put("filtered", 1)))),
                new Case(
                        "a receipt of another kind says what was discarded",
                        c -> c.write(
                                second,
                                Resigned.changed(
                                        TestKeys.OLD.id(),
                                        TestKeys.OLD,
                                        c.bytes(second),
                                        root -> ((ObjectNode) root.at("/windows/0"))
                                                .putArray("discarded")
                                                .add("a.csv")))),
                new Case("a day's receipt is gone", c -> c.remove(receipt("quick", "20260302T000000Z"))),
                new Case(
                        "a byte of a receipt is changed",
                        c -> c.write(
                                second,
                                new String(c.bytes(second), StandardCharsets.UTF_8)
                                        .replace("\"filtered\":3", "\"filtered\":4")
                                        .getBytes(StandardCharsets.UTF_8))),
                new Case(
                        "a receipt has white space",
                        c -> c.write(
                                second,
                                (new String(c.bytes(second), StandardCharsets.UTF_8) + "\n")
                                        .getBytes(StandardCharsets.UTF_8))),
                new Case("a receipt is cut off", c -> c.write(second, new byte[] {'{'})),
                new Case(
                        "a receipt is signed by somebody else",
                        c -> c.write(second, Resigned.by(TestKeys.THIEF, c.bytes(second)))),
                new Case(
                        "a receipt is signed by somebody else under the platform's key id",
                        c -> c.write(second, Resigned.as(TestKeys.OLD.id(), TestKeys.THIEF, c.bytes(second)))),
                new Case(
                        "an old key signs for a time after its end",
                        c -> c.write(
                                receipt("downloads", "20260304T090000Z"),
                                Resigned.by(TestKeys.OLD, c.bytes(receipt("downloads", "20260304T090000Z"))))),
                new Case(
                        "a receipt of another tenant",
                        c -> c.write(
                                second,
                                Resigned.changed(
                                        TestKeys.OLD.id(),
                                        TestKeys.OLD,
                                        c.bytes(second),
                                        root -> root.put("tenant", "globex")))),
                new Case(
                        "a receipt whose counts do not add up",
                        c -> c.write(
                                second,
                                Resigned.changed(
                                        TestKeys.OLD.id(),
                                        TestKeys.OLD,
                                        c.bytes(second),
                                        root -> ((ObjectNode) root.at("/windows/0/counts")).put("filtered", 4)))),
                new Case(
                        "a receipt of a later format",
                        c -> c.write(
                                second,
                                Resigned.changed(
                                        TestKeys.OLD.id(),
                                        TestKeys.OLD,
                                        c.bytes(second),
                                        root -> root.put("format", 2)))),
                new Case(
                        "the newest receipt has a member of a later program",
                        c -> c.write(
                                revision,
                                Resigned.changed(
                                        TestKeys.NEW.id(),
                                        TestKeys.NEW,
                                        c.bytes(revision),
                                        root -> root.put("later", "é€😀\"\\\u0001")))),
                new Case(
                        "a revision is signed with a key that was over when it was issued",
                        c -> c.write(
                                revision,
                                Resigned.changed(
                                        TestKeys.OLD.id(),
                                        TestKeys.OLD,
                                        c.bytes(revision),
                                        root -> root.put("at", TestKeys.OLD_UNTIL.toString())))),
                new Case(
                        "a revision was issued before its window was over",
                        c -> c.write(
                                revision,
                                Resigned.changed(
                                        TestKeys.OLD.id(),
                                        TestKeys.OLD,
                                        c.bytes(revision),
                                        root -> root.put("at", "2026-03-02T05:59:59Z")))),
                new Case("two receipts are swapped", c -> c.swap(second, receipt("downloads", "20260304T040000Z"))),
                new Case(
                        "an old receipt is played back",
                        c -> c.copy(
                                receipt("downloads", "20260304T060000Z"), receipt("downloads", "20260304T070000Z"))),
                new Case("a page is gone", c -> c.remove(page(2))),
                new Case("a page is changed", c -> c.write(page(1), "{}".getBytes(StandardCharsets.UTF_8))),
                new Case("a page is added", c -> c.copy(page(1), page(1).replace("-page-00001-", "-page-00009-"))),
                new Case(
                        "an object of a replay is gone",
                        c -> c.remove(c.objects.keySet().stream()
                                .filter(name -> name.startsWith("replay=r1/year"))
                                .findFirst()
                                .orElseThrow())),
                new Case(
                        "a replay is there twice",
                        c -> c.objects.keySet().stream()
                                .filter(name -> name.startsWith("replay=r1/"))
                                .toList()
                                .forEach(name -> c.copy(name, name.replace("replay=r1/", "replay=r2/")))),
                new Case("the receipts of an export are gone", c -> c.removeAll("_receipts/quick/")),
                new Case("there is no receipt", c -> {
                    c.removeAll("_receipts/");
                    c.removeAll("replay=r1/_receipts/");
                }),
                new Case("the newest windows are cut off, and nobody knows", c -> {
                    c.remove(receipt("downloads", "20260304T090000Z"));
                    c.removeAll(HOUR + "09/acme-downloads-");
                }),
                new Case("the newest windows are cut off", c -> {
                    c.remove(receipt("downloads", "20260304T090000Z"));
                    c.removeAll(HOUR + "09/acme-downloads-");
                    c.until("2026-03-04T10:00:00Z");
                }),
                new Case(
                        "an export is there that was redirected here",
                        c -> redirected().forEach(c::write)),
                new Case("an export was redirected here, and a receipt behind the first is gone", c -> {
                    TreeMap<String, byte[]> redirected = redirected();
                    redirected.remove("_receipts/moved/20260304T030000Z.json");
                    redirected.forEach(c::write);
                }));
    }

    /** The first window and one object of the second stand at the destination that the export was redirected from. */
    private static TreeMap<String, byte[]> redirected() {
        TreeMap<String, byte[]> objects = new TreeMap<>();
        List<Issuing.Delivered> windows = new ArrayList<>();
        Issuing export = new Issuing(
                new ExportId("acme", "moved"),
                Issuing.terms("hourly", "2026-03-04T00:00:00Z", Optional.empty(), 1),
                TestKeys.OLD,
                objects,
                windows);
        Instant start = Instant.parse("2026-03-04T00:00:00Z");
        for (int i = 0; i < 6; i++) {
            if (i == 4) {
                export.moveAway();
                export.remarks(Remark.REDIRECTED);
            }
            Window window = new Window(start, start.plus(Duration.ofHours(1)));
            start = window.end();
            export.onTime(window, 2, Optional.of(start.plus(Duration.ofHours(1))));
        }
        objects.remove(windows.get(0).receipt());
        objects.keySet().removeAll(windows.get(0).parts());
        objects.remove(windows.get(1).parts().get(0));
        return objects;
    }

    @Test
    void thePlaceIsWhatIsIssued() throws IOException {
        Path folder = FOLDER.resolve("place");
        if (Boolean.getBoolean("golden.rewrite")) {
            for (Path old : files(folder)) {
                Files.delete(old);
            }
            for (Map.Entry<String, byte[]> object : place.entrySet()) {
                Path file = folder.resolve(object.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, object.getValue());
            }
        }
        Map<String, String> there = new TreeMap<>();
        for (Path file : files(folder)) {
            there.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        Map<String, String> made = new TreeMap<>();
        place.forEach((name, bytes) -> made.put(name, new String(bytes, StandardCharsets.UTF_8)));

        assertThat(there).isEqualTo(made);
    }

    @Test
    void theFolderIsCleanAsItStands() throws IOException {
        List<Finding> findings = new ArrayList<>();
        try (CheckedObjects none = CheckedObjects.none()) {
            Summary summary = new Verifier(TestKeys.ROTATION, Expectations.at(DeliveredPlace.NOW), none)
                    .verify(new FolderPlace(FOLDER.resolve("place")), findings::add, Progress.NONE);

            assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.PARTIAL);
            assertThat(summary.isClean()).isTrue();
        }
    }

    @Test
    void keysAreThoseOfTheTests() throws IOException {
        golden("keys.json", TestKeys.ROTATION.json());
    }

    @Test
    void eachCaseIsFoundAsItSays() throws IOException {
        ArrayNode written = JSON.createArrayNode();
        cases().forEach(each -> written.add(each.withFindings()));

        golden("tampered.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n");
    }

    @Test
    void sumsAreTheseOfTheirEvents() throws IOException {
        ArrayNode written = JSON.createArrayNode();
        List<List<Map.Entry<String, String>>> lists = List.of(
                List.of(),
                List.of(Map.entry("0190f3a2-7c1b-7d3e-8f4a-1b2c3d4e5f60", "2026-03-04T05:06:07.123456Z")),
                List.of(Map.entry("a", "1969-12-31T23:59:59.999999Z"), Map.entry("é€😀", "2026-03-04T05:00:00Z")),
                Stream.iterate(0, i -> i + 1)
                        .limit(20)
                        .map(i -> Map.entry("event-" + i, "2026-03-04T05:00:" + (10 + i) + "Z"))
                        .toList());
        for (List<Map.Entry<String, String>> events : lists) {
            ObjectNode node = written.addObject();
            ArrayNode list = node.putArray("events");
            EventSum sum = EventSum.ZERO;
            for (Map.Entry<String, String> event : events) {
                Instant time = Instant.parse(event.getValue());
                list.addObject()
                        .put("event_id", event.getKey())
                        .put("occurred_at", event.getValue())
                        .put("micros", ChronoUnit.MICROS.between(Instant.EPOCH, time));
                sum = sum.plus(EventSum.of(event.getKey(), time));
            }
            node.put("sum", sum.hex());
        }

        golden("sums.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n");
    }

    private static void golden(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).as("%s; rewrite with -Dgolden.rewrite=true", name).isEqualTo(Files.readString(file));
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
