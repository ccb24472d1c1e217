package dev.waybill.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.catalog.TestSpecs;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantJsonTest {
    private static final Instant A = Instant.parse("2026-03-04T05:10:00Z");
    private static final ExportSpec HOURLY = TestSpecs.export("acme", "downloads");
    private static final ExportSpec DAILY =
            TestSpecs.export("acme", "downloads", "schedule: { every: daily, zone: Europe/Berlin }");

    @Test
    void readsWhatItWrites() throws UnreadableRecordException {
        // Given
        TenantRecord tenant = tenant();

        // When
        TenantRecord read = TenantJson.read("acme", TenantJson.write(tenant));

        // Then
        assertThat(read).isEqualTo(tenant);
    }

    @Test
    void hasTheDocumentedForm() {
        // Given
        SpecVersion version = SpecVersion.of(HOURLY);

        // When
        String json = text(TenantJson.write(tenant()));

        // Then
        assertThat(json)
                .startsWith(
                        "{\"format\":1,\"tenant\":\"acme\",\"external-id\":\"wb-1\",\"changed\":{\"by\":\"ops\","
                                + "\"at\":\"2026-03-04T05:10:00Z\",\"why\":\"ticket 7\"},\"exports\":{\"downloads\":{\"specs\":{")
                .contains("\"" + version.id() + "\":" + version.json())
                .contains("\"reigns\":[{\"from\":\"2026-03-04T06:00:00Z\",\"version\":\"" + version.id()
                        + "\",\"by\":\"ops\",\"at\":\"2026-03-04T05:10:00Z\",\"why\":\"ticket 7\"},{\"from\":")
                .contains("\"ended\":\"removed\"")
                .contains("\"redirects\":{\"" + version.id() + "\":{\"bucket\":\"acme-logs\"");
    }

    @Test
    void ofATrimmedVersionTheDestinationStays() throws UnreadableRecordException {
        // Given
        ExportRecord whole = tenant().export("downloads");
        String first = whole.reigns().ofVersions().get(0).version();
        ExportRecord trimmed = whole.trimmed(Set.of(first));
        TenantRecord tenant = new TenantRecord(
                "acme", "wb-1", tenant().changed(), new TreeMap<>(Map.of("downloads", trimmed)), UnknownMembers.NONE);

        // When
        String json = text(TenantJson.write(tenant));
        TenantRecord read = TenantJson.read("acme", bytes(json));

        // Then
        assertThat(json)
                .as("a program that does not know of it says that it cannot read it")
                .startsWith("{\"format\":2,");
        assertThat(json).contains("\"specs\":{", "\"trimmed\":{\"" + first + "\":{\"");
        assertThat(read).isEqualTo(tenant);
        assertThat(read.export("downloads").destination(first)).isEqualTo(whole.destination(first));
        assertThat(read.export("downloads").reignsWithSpec())
                .noneMatch(reign -> reign.version().equals(first));
    }

    @Test
    void keepsWhatItDoesNotKnowAtEveryLevel() throws UnreadableRecordException {
        // Given
        String json = text(TenantJson.write(tenant()))
                .replaceFirst("\"format\":1", "\"format\":1,\"later\":{\"x\":[1,null]}")
                .replaceFirst("\"specs\":", "\"later-export\":true,\"specs\":")
                .replaceFirst("\\{\"from\":", "{\"later-reign\":null,\"from\":");

        // When
        TenantRecord read = TenantJson.read("acme", bytes(json));
        ExportRecord changed =
                read.export("downloads").changedTo(SpecVersion.of(HOURLY), read.changed(), A.plusSeconds(864_000));
        TenantRecord rewritten = new TenantRecord(
                "acme", read.externalId(), read.changed(), new TreeMap<>(Map.of("downloads", changed)), read.unknown());

        // Then
        assertThat(text(TenantJson.write(rewritten)))
                .contains("\"later\":{\"x\":[1,null]}")
                .contains("\"later-export\":true")
                .contains("\"later-reign\":null");
    }

    @Test
    void givesOneIdToEqualSpecsWhetherSwitchedOnOrNot() {
        // Then
        assertThat(SpecVersion.of(HOURLY.withEnabled(false))).isEqualTo(SpecVersion.of(HOURLY));
        assertThat(SpecVersion.of(HOURLY).spec()).isEqualTo(HOURLY);
        assertThat(SpecVersion.of(DAILY).id())
                .isNotEqualTo(SpecVersion.of(HOURLY).id());
    }

    @Test
    void givesAnotherIdToASpecWithAnotherDestination() {
        // Given
        ExportSpec moved = TestSpecs.export("acme", "downloads", TestSpecs.destination("acme-new", "logs"));

        // Then
        assertThat(SpecVersion.of(moved).id())
                .isNotEqualTo(SpecVersion.of(HOURLY).id());
    }

    @Test
    void sendsUndeliveredPartsOfARedirectedVersionElsewhere() {
        // Given
        ExportSpec moved = TestSpecs.export("acme", "downloads", TestSpecs.destination("acme-new", "logs"));
        String old = SpecVersion.of(HOURLY).id();

        // When
        ExportRecord export = begun().redirected(Map.of(old, moved.destination()));

        // Then
        assertThat(begun().destination(old)).contains(HOURLY.destination());
        assertThat(export.destination(old)).contains(moved.destination());
        assertThat(export.destination("000000000000")).isEmpty();
    }

    @Test
    void keepsNoSpecThatNeverRuled() {
        // Given
        Change change = new Change("ops", A, "");
        ExportRecord pending = begun().changedTo(SpecVersion.of(DAILY), change, A);

        // When
        ExportRecord undone = pending.changedTo(SpecVersion.of(HOURLY), change, A);

        // Then
        assertThat(undone.versions()).containsOnlyKeys(SpecVersion.of(HOURLY).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\":1 | \"format\":3 | is of format 3, which a newer program wrote; this one reads formats up to 2",
                "\"format\":1 | \"format\":0 | format must be a whole number from 1 on",
                "\"tenant\":\"acme\" | \"tenant\":\"beta\" | tenant is not the one of the key",
                "\"external-id\":\"wb-1\" | \"external\":1 | external-id is missing",
                "\"at\":\"2026-03-04T05:10:00Z\" | \"at\":\"today\" | changed.at must be an instant such as 2026-03-04T05:00:00Z",
                "\"ended\":\"removed\" | \"ended\":\"lost\" | exports.downloads.reigns[1].ended must be disabled or removed",
                "\"ended\":\"removed\" | \"over\":\"removed\" | exports.downloads.reigns[1] must have either version or ended",
                "\"reigns\":[ | \"reigns\":{\"a\":[ | is not JSON",
                "\"from\":\"2026-03-04T06 | \"from\":\"2027-03-04T06 | exports.downloads: instants must ascend"
            })
    void refusesWhatItCannotRead(String part, String instead, String message) {
        // Given
        String json = text(TenantJson.write(tenant())).replaceFirst(Pattern.quote(part), instead);

        // Then
        assertThatThrownBy(() -> TenantJson.read("acme", bytes(json)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesASpecWithAKeyOfANewerProgram() {
        // Given
        String json = text(TenantJson.write(tenant())).replaceFirst("\"part-size\":", "\"newer\":1,\"part-size\":");

        // Then
        assertThatThrownBy(() -> TenantJson.read("acme", bytes(json)))
                .hasMessageContaining("is no spec that this program can read: newer unknown key");
    }

    /** A new key in here: raise {@link TenantJson#FORMAT}, and let writers write it only when all readers know it. */
    @Test
    void hasNoKeyInItsSpecsThatFormat1DidNotHave() throws JsonProcessingException {
        // Given
        ObjectNode tree = tree(SpecVersion.of(HOURLY).json());
        String components = Stream.of(ExportSpec.class, SelectSpec.class, ScheduleSpec.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .sorted()
                .collect(Collectors.joining(" "));

        // Then
        assertThat(String.join(" ", (Iterable<String>) tree::fieldNames))
                .isEqualTo("connector delivery destination enabled format id layout part-size redact schedule select"
                        + " source tenant");
        assertThat(components)
                .isEqualTo(
                        "actorKinds actors alwaysIncluded channels connector deduplicate delivery destination enabled"
                                + " eventKinds eventTypes every exportId filter format grace layout methods namespaces partSize"
                                + " projects redact repositories sample schedule select source statedReceipts status zone");
    }

    @Test
    void refusesAReignWithoutItsSpec() {
        // Given
        String id = SpecVersion.of(HOURLY).id();
        String json =
                text(TenantJson.write(tenant())).replaceFirst("\"version\":\"" + id, "\"version\":\"000000000000");

        // Then
        assertThatThrownBy(() -> TenantJson.read("acme", bytes(json)))
                .hasMessage("exports.downloads: no spec of version 000000000000, which reigns");
    }

    @Test
    void showsNoExternalId() {
        // Then
        assertThat(tenant()).hasToString("tenant acme with exports [downloads]");
    }

    private static TenantRecord tenant() {
        Change change = new Change("ops", A, "ticket 7");
        ExportRecord export = begun().ended(Ending.REMOVED, change, A.plusSeconds(86_400))
                .redirected(Map.of(SpecVersion.of(HOURLY).id(), HOURLY.destination()));
        return new TenantRecord(
                "acme", "wb-1", change, new TreeMap<>(Map.of("downloads", export)), UnknownMembers.NONE);
    }

    private static ExportRecord begun() {
        return ExportRecord.NONE.changedTo(
                SpecVersion.of(HOURLY), new Change("ops", A, "ticket 7"), A.plusSeconds(420));
    }

    private static ObjectNode tree(String json) throws JsonProcessingException {
        return (ObjectNode) JsonMapper.builder().build().readTree(json);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
