package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.EcsColumns;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.EcsSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Field names, kinds of values and allowed values of the Elastic Common Schema 8.11. */
class EcsTest {
    /** The fields of the schema that a mapping may use, but for {@code labels}, below which names are free. */
    private static final Set<String> FIELDS = Set.of(
            "@timestamp",
            "ecs.version",
            "event.id",
            "event.kind",
            "event.category",
            "event.type",
            "event.action",
            "event.outcome",
            "source.ip",
            "source.domain",
            "source.address",
            "source.geo.city_name",
            "source.geo.country_name",
            "source.geo.country_iso_code",
            "user.id",
            "user.name",
            "http.request.id",
            "http.request.method",
            "http.request.referrer",
            "http.response.status_code",
            "http.response.bytes",
            "http.response.body.bytes",
            "url.domain",
            "url.original",
            "url.path",
            "url.query",
            "user_agent.original",
            "package.name",
            "package.version",
            "organization.id");
    /** Which types the schema expects in a category. */
    private static final Map<String, Set<String>> EXPECTED_TYPES = Map.of(
            "web", Set.of("access", "error", "info"),
            "configuration", Set.of("access", "change", "creation", "deletion", "info"));

    static List<EventType> types() {
        return List.of(SampleEvents.DOWNLOAD, SampleEvents.AUDIT);
    }

    @ParameterizedTest
    @MethodSource("types")
    void usesNamesOfTheSchemaOnly(EventType type) {
        assertThat(EcsColumns.of(type.leaves()))
                .extracting(ColumnDefinition::name)
                .extracting(name -> name.replace("[]", ""))
                .filteredOn(name -> !name.startsWith("labels."))
                .isSubsetOf(FIELDS);
    }

    @ParameterizedTest
    @CsvSource({"create,creation", "read,access", "update,change", "delete,deletion", "action,info", ",info"})
    void auditEventsAreOfConfigurationWithATypeThatItExpects(String kind, String expected) throws IOException {
        Event event = SampleEvents.audit();
        event.setNull(SampleEvents.AUDIT.field("event_kind").orElseThrow());
        if (kind != null) {
            SampleEvents.set(event, "event_kind", kind);
        }

        JsonNode record = record(SampleEvents.AUDIT, event);

        assertThat(texts(record.get("event").get("category"))).containsExactly("configuration");
        assertThat(texts(record.get("event").get("type")))
                .containsExactly(expected)
                .isSubsetOf(EXPECTED_TYPES.get("configuration"));
    }

    @Test
    void downloadsAreWebAccess() throws IOException {
        JsonNode record = record(SampleEvents.DOWNLOAD, SampleEvents.download());

        assertThat(texts(record.get("event").get("category"))).containsExactly("web");
        assertThat(texts(record.get("event").get("type")))
                .containsExactly("access")
                .isSubsetOf(EXPECTED_TYPES.get("web"));
        assertThat(record.get("event").get("kind").asText()).isEqualTo("event");
        assertThat(record.get("ecs").get("version").asText()).isEqualTo("8.11.0");
        assertThat(record.get("@timestamp").asText()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(record.get("http").get("response").get("bytes").isNumber()).isTrue();
        assertThat(record.get("http").get("response").get("status_code").isNumber())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"200,success", "399,success", "404,failure", "0,unknown", ",unknown"})
    void theOutcomeIsOneOfThree(Long status, String expected) throws IOException {
        Event event = SampleEvents.bare(SampleEvents.DOWNLOAD);
        if (status != null) {
            SampleEvents.set(event, "status", status);
        }

        assertThat(record(SampleEvents.DOWNLOAD, event)
                        .get("event")
                        .get("outcome")
                        .asText())
                .isEqualTo(expected);
    }

    private static JsonNode record(EventType type, Event event) throws IOException {
        Ecs format = new Ecs(new EcsSpec(Compression.NONE));
        return new ObjectMapper().readTree(Parts.text(format, Parts.write(format, type, List.of(event))));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
