package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.OcsfParquetSpec;
import dev.waybill.kind.format.OcsfSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OCSF 1.3.0: required attributes and constraints, as its schema has them for the two classes and the objects in them. */
class OcsfTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> EVENT =
            Set.of("activity_id", "category_uid", "class_uid", "type_uid", "severity_id", "time", "metadata");
    private static final Map<Integer, Set<String>> REQUIRED = Map.of(
            4002, Set.of("http_request", "http_response", "dst_endpoint"),
            6003, Set.of("api", "actor", "src_endpoint"));
    /** Every attribute of the class that a mapping may use. */
    private static final Map<Integer, Set<String>> KNOWN = Map.of(
            4002, Set.of("status_id", "src_endpoint", "actor", "http_request", "http_response", "dst_endpoint"),
            6003, Set.of("status_id", "src_endpoint", "actor", "http_request", "dst_endpoint", "api", "resources"));

    private static final Map<String, Set<String>> REQUIRED_IN = Map.of(
            "metadata", Set.of("product", "version"),
            "product", Set.of("vendor_name"),
            "api", Set.of("operation"),
            "http_response", Set.of("code"));
    private static final Map<String, Set<String>> ONE_OF_IN = Map.of(
            "product", Set.of("name", "uid"),
            "dst_endpoint", Set.of("ip", "uid", "name", "hostname", "svc_name"),
            "src_endpoint", Set.of("ip", "uid", "name", "hostname", "svc_name"),
            "actor", Set.of("process", "user", "invoked_by", "session", "app_name", "app_uid"),
            "user", Set.of("account", "name", "uid"),
            "location", Set.of("city", "country", "postal_code", "region"),
            "url", Set.of("url_string", "path"),
            "service", Set.of("name", "uid"),
            "resources", Set.of("name", "uid"));

    @ParameterizedTest
    @MethodSource("types")
    void hasWhatItsClassRequiresWhateverIsMissing(EventType type) throws IOException {
        // Given
        List<Event> events = new ArrayList<>(List.of(SampleEvents.of(type), SampleEvents.bare(type)));
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            events.add(thinned(type, random));
        }

        // When
        List<JsonNode> records = json(type, events);

        // Then
        assertThat(records).hasSize(502).allSatisfy(OcsfTest::assertValid);
    }

    static List<EventType> types() {
        return List.of(SampleEvents.DOWNLOAD, SampleEvents.AUDIT);
    }

    static List<Arguments> methods() {
        return List.of(
                Arguments.of("CONNECT", 1),
                Arguments.of("DELETE", 2),
                Arguments.of("GET", 3),
                Arguments.of("HEAD", 4),
                Arguments.of("OPTIONS", 5),
                Arguments.of("POST", 6),
                Arguments.of("PUT", 7),
                Arguments.of("TRACE", 8),
                Arguments.of("PROPFIND", 99));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void downloadsAreHttpActivityByMethod(String method, int activity) throws IOException {
        Event event = SampleEvents.download();
        SampleEvents.set(event, "method", method);

        JsonNode node = json(SampleEvents.DOWNLOAD, List.of(event)).get(0);

        assertThat(node.get("class_uid").asInt()).isEqualTo(4002);
        assertThat(node.get("category_uid").asInt()).isEqualTo(4);
        assertThat(node.get("activity_id").asInt()).isEqualTo(activity);
        assertThat(node.get("type_uid").asInt()).isEqualTo(400_200 + activity);
        assertThat(node.get("metadata").get("profiles").get(0).asText()).isEqualTo("host");
    }

    static List<Arguments> kinds() {
        return List.of(
                Arguments.of("create", 1),
                Arguments.of("read", 2),
                Arguments.of("update", 3),
                Arguments.of("delete", 4),
                Arguments.of("action", 99));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void auditEventsAreApiActivityByKind(String kind, int activity) throws IOException {
        Event event = SampleEvents.audit();
        SampleEvents.set(event, "event_kind", kind);

        JsonNode node = json(SampleEvents.AUDIT, List.of(event)).get(0);

        assertThat(node.get("class_uid").asInt()).isEqualTo(6003);
        assertThat(node.get("category_uid").asInt()).isEqualTo(6);
        assertThat(node.get("type_uid").asInt()).isEqualTo(600_300 + activity);
        assertThat(node.has("http_response")).isFalse();
    }

    @Test
    void timesAreMilliseconds() throws IOException {
        JsonNode node =
                json(SampleEvents.DOWNLOAD, List.of(SampleEvents.download())).get(0);

        assertThat(node.get("time").asLong()).isEqualTo(1_772_600_767_000L);
        assertThat(node.get("metadata").get("logged_time").asLong()).isEqualTo(1_772_601_062_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"success 500 1", "failure 200 2", "- 200 1", "- 399 1", "- 400 2", "- 0 0", "- - 0", "odd 200 0"
            })
    void theOutcomeGoesBeforeTheStatus(String row) throws IOException {
        String[] words = row.split(" ");
        Event event = SampleEvents.audit();
        if (!words[0].equals("-")) {
            SampleEvents.set(event, "outcome", words[0]);
        }
        if (!words[1].equals("-")) {
            SampleEvents.set(event, "status", Long.parseLong(words[1]));
        }

        assertThat(json(SampleEvents.AUDIT, List.of(event))
                        .get(0)
                        .get("status_id")
                        .asText())
                .isEqualTo(words[2]);
    }

    @ParameterizedTest
    @MethodSource("types")
    void parquetHoldsTheSameAsJson(EventType type) throws IOException {
        // Given
        List<Event> events = new ArrayList<>(List.of(SampleEvents.of(type), SampleEvents.bare(type)));
        Random random = new Random(9);
        for (int i = 0; i < 200; i++) {
            events.add(thinned(type, random));
        }

        // When
        List<Group> rows = ParquetParts.read(Parts.write(new OcsfParquet(OcsfParquetSpec.DEFAULT), type, events));

        // Then
        List<JsonNode> records = json(type, events);
        assertThat(rows).hasSameSizeAs(records);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(JSON.readTree(object(rows.get(i)))).isEqualTo(records.get(i));
        }
    }

    /** A group as JSON, without what is null; lists are unwrapped. */
    private static String object(Group group) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < group.getType().getFieldCount(); i++) {
            if (group.getFieldRepetitionCount(i) > 0) {
                members.add('"' + group.getType().getFieldName(i) + "\":" + value(group, i));
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String value(Group group, int field) {
        var type = group.getType().getType(field);
        if (type.isPrimitive()) {
            return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
                case INT32 -> Integer.toString(group.getInteger(field, 0));
                case INT64 -> Long.toString(group.getLong(field, 0));
                default -> JSON.valueToTree(group.getString(field, 0)).toString();
            };
        }
        Group inner = group.getGroup(field, 0);
        return type.getLogicalTypeAnnotation() == null ? object(inner) : "[" + value(inner.getGroup(0, 0), 0) + "]";
    }

    private static void assertValid(JsonNode event) {
        int classId = event.get("class_uid").asInt();
        assertThat(names(event)).containsAll(EVENT).containsAll(REQUIRED.get(classId));
        assertThat(names(event)).isSubsetOf(union(EVENT, KNOWN.get(classId)));
        assertThat(event.get("type_uid").asInt())
                .isEqualTo(classId * 100 + event.get("activity_id").asInt());
        assertThat(event.get("category_uid").asInt()).isEqualTo(classId / 1_000);
        assertThat(event.get("severity_id").asInt()).isBetween(0, 6);
        assertThat(event.get("status_id").asInt()).isIn(0, 1, 2, 99);
        assertThat(event.get("metadata").get("version").asText()).isEqualTo("1.3.0");
        event.fields().forEachRemaining(member -> assertObject(member.getKey(), member.getValue()));
    }

    private static void assertObject(String name, JsonNode node) {
        if (node.isArray()) {
            node.forEach(element -> assertObject(name, element));
        } else if (node.isObject()) {
            assertThat(names(node)).as(name).containsAll(REQUIRED_IN.getOrDefault(name, Set.of()));
            if (ONE_OF_IN.containsKey(name)) {
                assertThat(names(node)).as(name).containsAnyElementsOf(ONE_OF_IN.get(name));
            }
            node.fields().forEachRemaining(member -> assertObject(member.getKey(), member.getValue()));
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }

    /** A usual event without half of its fields. */
    private static Event thinned(EventType type, Random random) {
        Event event = SampleEvents.random(type, random);
        SampleEvents.set(event, "host", "dl.example.test");
        SampleEvents.set(event, "location.city", "Auckland");
        SampleEvents.set(event, "status", 200);
        for (Field field : type.fields()) {
            boolean required = List.of("event_id", "tenant", "occurred_at").contains(field.path());
            if (!required && random.nextBoolean()) {
                event.setNull(field);
            }
        }
        return event;
    }

    private static List<JsonNode> json(EventType type, List<Event> events) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        Ocsf format = new Ocsf(new OcsfSpec(Compression.NONE));
        for (String line : Parts.text(format, Parts.write(format, type, events)).split("\n")) {
            records.add(JSON.readTree(line));
        }
        return records;
    }
}
