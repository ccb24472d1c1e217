package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldType;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.SelectSpec.IncludeExclude;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {
    private static final EventType TYPE = EventType.named("AuditEvent")
            .field("event_id", FieldType.STRING)
            .field("tenant", FieldType.STRING)
            .field("occurred_at", FieldType.TIMESTAMP_MICROS)
            .field("event_type", FieldType.STRING)
            .field("event_group", FieldType.STRING)
            .field("namespace", FieldType.STRING)
            .field("repository", FieldType.STRING)
            .field("method", FieldType.STRING)
            .field("status", FieldType.LONG)
            .build();

    @Test
    void takesEverythingUnlessTold() {
        // Given
        EventFilter filter = EventFilter.compile(SelectSpec.ALL, TYPE);

        // When
        boolean accepted = filter.accepts(new Event(TYPE));

        // Then
        assertThat(accepted).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // pattern,     namespace, repository, taken
        "acme/tools,    acme,      tools,      true",
        "acme/tools,    acme,      tools2,     false",
        "acme/tools,    acme2,     tools,      false",
        "acme/tools-*,  acme,      tools-a,    true",
        "acme/tools-*,  acme,      tools,      false",
        "acme/*,        acme,      tools,      true",
        "acme/*,        acme,      a/b,        false",
        "acme/**,       acme,      a/b,        true",
        "*/tools,       umbrella,  tools,      true",
        "tools,         umbrella,  tools,      true",
        "tool?,         umbrella,  tools,      true",
        "tool?,         umbrella,  toolé,      true",
        "tool?,         umbrella,  tool,       false",
        "*oo*s*,        acme,      tools,      true",
        "a*b*c,         acme,      aXbYbZc,    true",
        "a*b*c,         acme,      aXbYbZ,     false",
        "**,            acme,      a/b,        true",
        "*,             acme,      tools,      true",
        "**/b*d,        acme,      x/bb/bcd,   true",
        "TOOLS,         acme,      tools,      false",
        "acme/tools,    acme,      ,           false",
        "*,             acme,      ,           false",
        "*/tools,       ,          tools,      true",
    })
    void includesRepositoriesThatMatchAPattern(String pattern, String namespace, String repository, boolean taken) {
        // Given
        EventFilter filter = EventFilter.compile(repositories(List.of(pattern), List.of()), TYPE);

        // When
        boolean accepted = filter.accepts(event("namespace", namespace, "repository", repository));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @Test
    void exclusionWins() {
        // Given
        EventFilter filter = EventFilter.compile(repositories(List.of("acme/*"), List.of("*-private")), TYPE);

        // When
        boolean taken = filter.accepts(event("namespace", "acme", "repository", "tools"));
        boolean excluded = filter.accepts(event("namespace", "acme", "repository", "tools-private"));

        // Then
        assertThat(taken).isTrue();
        assertThat(excluded).isFalse();
    }

    @Test
    void exclusionAloneTakesEventsWithoutARepository() {
        // Given
        EventFilter filter = EventFilter.compile(repositories(List.of(), List.of("**")), TYPE);

        // When
        boolean accepted = filter.accepts(event("namespace", "acme", "repository", null));

        // Then
        assertThat(accepted).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // name,                      event type,             group,   taken
        "artifact_downloaded,         artifact_downloaded,    ,        true",
        "artifact_downloaded,         artifact_removed,       ,        false",
        "artifact,                    artifact_removed,       ,        true",
        "artifact,                    artifact_signed,        artifact, true",
        "artifact,                    channel_created,        channel, false",
        "user,                        user_token_revoked,     ,        true",
        "user_token_*,                user_token_revoked,     ,        true",
        "*_revoked,                   user_token_revoked,     ,        true",
        "!artifact,                   artifact_removed,       ,        false",
        "!artifact,                   user_token_revoked,     ,        true",
        "!*_downloaded,               artifact_downloaded,    ,        false",
        "artifact,                    ,                       ,        false",
        "!artifact,                   ,                       ,        true",
    })
    void takesEventTypesByNameGroupOrPattern(String name, String eventType, String group, boolean taken) {
        // Given
        SelectSpec spec = new SelectSpec(IncludeExclude.ALL, List.of(name), List.of(), List.of());
        EventFilter filter = EventFilter.compile(spec, TYPE);

        // When
        boolean accepted = filter.accepts(event("event_type", eventType, "event_group", group));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @Test
    void theVocabularyHasFortyTypesInElevenGroups() {
        // When
        List<String> types = EventVocabulary.typesByGroup().values().stream()
                .flatMap(List::stream)
                .toList();

        // Then
        assertThat(EventVocabulary.typesByGroup()).hasSize(11);
        assertThat(types).hasSize(40).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "200, 2xx, true",
        "204, 2xx, true",
        "304, 2xx, false",
        "404, 404, true",
        "403, 404, false",
        ", 2xx, false",
        "-1, 2xx, false",
        "9223372036854775807, 5xx, false"
    })
    void takesStatusCodesAndClasses(Long status, String code, boolean taken) {
        // Given
        SelectSpec spec = new SelectSpec(IncludeExclude.ALL, List.of(), List.of(code), List.of());
        Event event = new Event(TYPE);
        if (status != null) {
            event.setNumber(TYPE.field("status").orElseThrow(), status);
        }

        // When
        boolean accepted = EventFilter.compile(spec, TYPE).accepts(event);

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "get, true", "GETS, false", "POST, false", ", false"})
    void takesMethodsInAnyCase(String method, boolean taken) {
        // Given
        SelectSpec spec = new SelectSpec(IncludeExclude.ALL, List.of(), List.of(), List.of("HEAD", "GET"));

        // When
        boolean accepted = EventFilter.compile(spec, TYPE).accepts(event("method", method));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @Test
    void listsEverythingThatIsWrong() {
        // Given
        SelectSpec spec = new SelectSpec(
                new IncludeExclude(List.of("acme/"), List.of("")),
                List.of("artifact", "artifact_downloadet"),
                List.of("2xx", "600", "2x"),
                List.of("get"));

        // When, Then
        assertThatThrownBy(() -> EventFilter.compile(spec, TYPE))
                .isInstanceOfSatisfying(
                        SelectionException.class,
                        e -> assertThat(e.findings())
                                .extracting(SelectionException.Finding::path)
                                .containsExactly(
                                        "repositories.include[0]",
                                        "repositories.exclude[0]",
                                        "event-types[1]",
                                        "status[1]",
                                        "status[2]",
                                        "methods[0]"));
    }

    @Test
    void suggestsTheNearestName() {
        // Given
        SelectSpec spec = new SelectSpec(IncludeExclude.ALL, List.of("artifact_downloadet"), List.of(), List.of());

        // When, Then
        assertThatThrownBy(() -> EventFilter.compile(spec, TYPE))
                .hasMessage("event-types[0]: 'artifact_downloadet' is not a known event type or group;"
                        + " did you mean \"artifact_downloaded\"?");
    }

    private static SelectSpec repositories(List<String> include, List<String> exclude) {
        return new SelectSpec(new IncludeExclude(include, exclude), List.of(), List.of(), List.of());
    }

    private static Event event(String... fields) {
        Event event = new Event(TYPE);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i + 1] != null) {
                event.setText(TYPE.field(fields[i]).orElseThrow(), fields[i + 1]);
            }
        }
        return event;
    }
}
