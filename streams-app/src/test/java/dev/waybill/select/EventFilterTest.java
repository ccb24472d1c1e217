package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.FieldMeaning;
import dev.waybill.contract.FieldOrigin;
import dev.waybill.contract.TextKind;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldType;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.SelectSpec.IncludeExclude;
import dev.waybill.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {
    private static final FieldMeaning PLAIN = FieldMeaning.of(TextKind.PLAIN);
    private static final FieldMeaning ACTOR =
            new FieldMeaning(Optional.of(TextKind.PLAIN), Set.of(), false, true, FieldOrigin.ANYBODY);
    private static final EventType TYPE = EventType.named("AuditEvent")
            .field("event_id", FieldType.STRING, PLAIN)
            .field("tenant", FieldType.STRING, PLAIN)
            .field("occurred_at", FieldType.TIMESTAMP_MICROS, FieldMeaning.NONE)
            .field("event_type", FieldType.STRING, PLAIN)
            .field("event_group", FieldType.STRING, PLAIN)
            .field("namespace", FieldType.STRING, PLAIN)
            .field("repository", FieldType.STRING, PLAIN)
            .field("project", FieldType.STRING, PLAIN)
            .field("channel", FieldType.STRING, PLAIN)
            .field("event_kind", FieldType.STRING, PLAIN)
            .field("actor.identifier", FieldType.STRING, ACTOR)
            .field("actor.name", FieldType.STRING, ACTOR)
            .field("actor.kind", FieldType.STRING, PLAIN)
            .field("method", FieldType.STRING, PLAIN)
            .field("status", FieldType.LONG, FieldMeaning.NONE)
            .build();
    private static final EventType DOWNLOADS = EventType.named("DownloadEvent")
            .field("event_id", FieldType.STRING, PLAIN)
            .field("tenant", FieldType.STRING, PLAIN)
            .field("occurred_at", FieldType.TIMESTAMP_MICROS, FieldMeaning.NONE)
            .field("user.identifier", FieldType.STRING, ACTOR)
            .field("user.username", FieldType.STRING, ACTOR)
            .build();

    @Test
    void takesEverythingUnlessTold() {
        // Given
        EventFilter filter = EventFilter.compile(SelectSpec.ALL, TYPE);

        // When
        boolean accepted = takes(filter, new Event(TYPE));

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
        boolean accepted = takes(filter, event("namespace", namespace, "repository", repository));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @Test
    void exclusionWins() {
        // Given
        EventFilter filter = EventFilter.compile(repositories(List.of("acme/*"), List.of("*-private")), TYPE);

        // When
        boolean taken = takes(filter, event("namespace", "acme", "repository", "tools"));
        boolean excluded = takes(filter, event("namespace", "acme", "repository", "tools-private"));

        // Then
        assertThat(taken).isTrue();
        assertThat(excluded).isFalse();
    }

    @Test
    void exclusionAloneTakesEventsWithoutARepository() {
        // Given
        EventFilter filter = EventFilter.compile(repositories(List.of(), List.of("**")), TYPE);

        // When
        boolean accepted = takes(filter, event("namespace", "acme", "repository", null));

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
        boolean accepted = takes(filter, event("event_type", eventType, "event_group", group));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        // selected,   always,              event type,          taken
        "user,         ,                    artifact_downloaded, false",
        "user,         artifact_downloaded, artifact_downloaded, true",
        "user,         artifact_downloaded, user_token_created,  true",
        "user,         artifact_downloaded, artifact_removed,    false",
        "!artifact,    artifact_downloaded, artifact_downloaded, true",
        "!artifact,    artifact_downloaded, artifact_removed,    false",
    })
    void takesWhatIsAlwaysIncludedWhateverElseIsSelected(
            String selected, String always, String eventType, boolean taken) {
        // Given
        EventFilter filter = filter(
                "{ event-types: [\"" + selected + "\"], always-included: [" + (always == null ? "" : always) + "] }");

        // When
        boolean accepted = takes(filter, event("event_type", eventType));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @Test
    void whatIsAlwaysIncludedMustMeetTheOtherConditions() {
        // Given
        EventFilter filter =
                filter("{ event-types: [user], always-included: [artifact_downloaded], channels: { include: [a] } }");

        // When
        boolean taken = takes(filter, event("event_type", "artifact_downloaded", "channel", "a"));
        boolean elsewhere = takes(filter, event("event_type", "artifact_downloaded", "channel", "b"));

        // Then
        assertThat(taken).isTrue();
        assertThat(elsewhere).isFalse();
    }

    @Test
    void theVocabularyHasFortyTypesInElevenGroups() {
        // When
        List<String> names = EventVocabulary.names();

        // Then
        assertThat(names).hasSize(40 + 11).doesNotHaveDuplicates();
        assertThat(names).filteredOn(EventVocabulary::isType).hasSize(40);
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
        boolean accepted = takes(EventFilter.compile(spec, TYPE), event);

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "get, true", "GETS, false", "POST, false", ", false"})
    void takesMethodsInAnyCase(String method, boolean taken) {
        // Given
        SelectSpec spec = new SelectSpec(IncludeExclude.ALL, List.of(), List.of(), List.of("HEAD", "GET"));

        // When
        boolean accepted = takes(EventFilter.compile(spec, TYPE), event("method", method));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        // include, exclude, value,     taken
        "stable,    ,        stable,    true",
        "stable,    ,        stable2,   false",
        "sta*,      ,        stable,    true",
        "*/main,    ,        a/b/main,  true",
        "*,         night*,  nightly,   false",
        "*,         night*,  stable,    true",
        ",          nightly, ,          true",
        ",          nightly, nightly,   false",
        "*,         ,        ,          false",
        "Stable,    ,        stable,    false",
    })
    void includesAndExcludesNamespacesProjectsAndChannels(String include, String exclude, String value, boolean taken) {
        for (String key : List.of("namespace", "project", "channel")) {
            // Given
            String lists = (include == null ? "" : "include: [\"" + include + "\"], ")
                    + (exclude == null ? "" : "exclude: [\"" + exclude + "\"]");
            EventFilter filter = filter("{ " + key + "s: { " + lists + " } }");

            // When
            boolean accepted = takes(filter, event(key, value));

            // Then
            assertThat(accepted).as(key).isEqualTo(taken);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // patterns,        identifier, name,     taken
        "alice,             u-17,       alice,    true",
        "u-17,              u-17,       alice,    true",
        "alice,             u-18,       bob,      false",
        "ci-*,              ci-7,       ,         true",
        "*-bot,             ,           a/b-bot,  true",
        "*bot*,             ,           robots,   true",
        "!ci-*,             ci-7,       build,    false",
        "!ci-*,             u-17,       alice,    true",
        "!alice,            u-17,       alice,    false",
        "!alice,            ,           ,         true",
        "*,                 ,           ,         false",
        "u-*;!u-17,         u-17,       ,         false",
        "u-*;!u-17,         u-18,       ,         true",
        "!u-17;u-*,         u-17,       ,         false",
    })
    void takesActorsByIdentifierOrName(String patterns, String identifier, String name, boolean taken) {
        // Given
        EventFilter filter = filter("{ actors: [\"" + patterns.replace(";", "\", \"") + "\"] }");

        // When
        boolean accepted = takes(filter, event("actor.identifier", identifier, "actor.name", name));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @Test
    void takesTheUsersOfDownloadsAsActors() {
        // Given
        EventFilter filter = EventFilter.compile(select("{ actors: [alice] }"), DOWNLOADS);
        Event alice = new Event(DOWNLOADS);
        alice.setText(DOWNLOADS.field("user.username").orElseThrow(), "alice");

        // When
        boolean taken = takes(filter, alice);
        boolean nobody = takes(filter, new Event(DOWNLOADS));

        // Then
        assertThat(taken).isTrue();
        assertThat(nobody).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // kinds,         event,  taken
        "read,            read,   true",
        "read,            update, false",
        "create;delete,   delete, true",
        "!read,           read,   false",
        "!read,           create, true",
        "!read,           ,       true",
        "read,            ,       false",
    })
    void takesKindsOfEventsAndOfActors(String kinds, String kind, boolean taken) {
        // Given
        String list = "[\"" + kinds.replace(";", "\", \"") + "\"]";

        // When
        boolean byEvent = takes(filter("{ event-kinds: " + list + " }"), event("event_kind", kind));
        boolean byActor = takes(filter("{ actor-kinds: " + list + " }"), event("actor.kind", kind));

        // Then
        assertThat(byEvent).isEqualTo(taken);
        assertThat(byActor).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ event-kinds: [read] }                                | select.event-kinds",
                "{ actor-kinds: [user] }                                | select.actor-kinds",
                "{ actors: [alice] }                                    | select.actors",
                "{ event-types: [\"user.login*\"] }                     | select.event-types",
                "{ event-kinds: [create], actors: [alice] }             | select.actors",
                "{ filter: \"event_kind == 'read'\" }                   | select.filter",
                "{ event-kinds: [create], filter: \"1 / 0 == 1\" }      |",
                "{ event-kinds: [create] }                              |",
            })
    void saysWhatLeavesAnEventOut(String select, String key) {
        // Given
        EventFilter filter = filter(select);
        Event event = event("event_kind", "create", "actor.kind", "token", "event_type", "token.create");

        // Then
        assertThat(filter.leftOutBy(event)).isEqualTo(Optional.ofNullable(key));
    }

    @Test
    void saysWhatEventsOfATypeDoNotHave() {
        // Given
        SelectSpec spec =
                select("{ event-kinds: [read], actor-kinds: [user], channels: { include: [a] }, actors: [a] }");

        // When, Then
        assertThatThrownBy(() -> EventFilter.compile(spec, DOWNLOADS))
                .hasMessage("channels: DownloadEvent has no channel; remove it, or choose another source;"
                        + " event-kinds: DownloadEvent has no event_kind; remove it, or choose another source;"
                        + " actor-kinds: DownloadEvent has no actor.kind; remove it, or choose another source");
    }

    @Test
    void sampleTakesTheStatedShare() {
        // Given
        EventFilter filter = filter("{ sample: 10% }");

        // When
        long taken =
                ids(100_000).filter(id -> takes(filter, event("event_id", id))).count();

        // Then
        assertThat(taken).isBetween(9_700L, 10_300L);
    }

    @Test
    void everySampleOfARateTakesTheSameEventsAndAHigherRateThoseToo() {
        // Given
        EventFilter first = filter("{ sample: 5% }");
        EventFilter other = filter("{ sample: 5%, event-types: [\"!x*\"] }");
        EventFilter higher = filter("{ sample: 5.0001% }");

        // When
        List<String> one =
                ids(10_000).filter(id -> takes(first, event("event_id", id))).toList();
        List<String> same =
                ids(10_000).filter(id -> takes(other, event("event_id", id))).toList();

        // Then
        assertThat(same).isEqualTo(one).isNotEmpty();
        assertThat(one).allMatch(id -> takes(higher, event("event_id", id)));
    }

    @ParameterizedTest
    @CsvSource({"a, 510294", "evt-0001, 772526", "0192d1f0-7c1e-7bb2-8f6a-3c1d2e4f5a6b, 648849"})
    void thePlaceOfAnIdIsFrozen(String id, int place) {
        byte[] bytes = ("x" + id + "x").getBytes(StandardCharsets.UTF_8);

        assertThat(SampleCondition.place(bytes, 1, bytes.length - 2)).isEqualTo(place);
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

    private static Stream<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "evt-" + i);
    }

    /** A selection as YAML has it. */
    private static SelectSpec select(String flow) {
        return SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: audit
                    source: audit
                    select: %s
                    format: { kind: csv }
                    destination: { kind: file, directory: /logs }
                """.formatted(flow))
                .exports()
                .get(0)
                .select();
    }

    private static EventFilter filter(String select) {
        return EventFilter.compile(select(select), TYPE);
    }

    private static SelectSpec repositories(List<String> include, List<String> exclude) {
        return new SelectSpec(new IncludeExclude(include, exclude), List.of(), List.of(), List.of());
    }

    private static boolean takes(EventFilter filter, Event event) {
        return filter.verdict(event) == Verdict.TAKEN;
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
