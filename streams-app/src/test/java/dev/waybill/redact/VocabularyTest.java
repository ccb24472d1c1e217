package dev.waybill.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FieldOrigin;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldSet;
import dev.waybill.event.FieldType;
import dev.waybill.kind.redaction.DropFieldSpec;
import dev.waybill.kind.redaction.PartOfName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
    /** Text in which every value is looked for and whose own values are looked for everywhere. */
    private static final Set<String> ANYTHING = Set.of(
            "cache_state",
            "cdn.content_type",
            "cdn.detailed_result_type",
            "cdn.fle_encrypted_fields",
            "cdn.fle_status",
            "cdn.request_id",
            "cdn.response_result_type",
            "cdn.result_type",
            "context",
            "detail",
            "edge",
            "edge_response",
            "eula",
            "eula_number",
            "extensions",
            "format",
            "location.city",
            "location.continent",
            "location.country",
            "location.country_code",
            "location.latitude",
            "location.longitude",
            "package.identifier",
            "package.name",
            "package.tags",
            "package.version",
            "ref",
            "region",
            "request_id",
            "s3.access_point_arn",
            "s3.acl_required",
            "s3.authentication_type",
            "s3.cipher_suite",
            "s3.error_code",
            "s3.host_id",
            "s3.signature_version",
            "s3.source_region",
            "s3.tls_version",
            "s3.version_id");

    @Test
    void everyTextFieldIsFromTheClientOrFromThePlatformOrMayHoldAnything() {
        // When
        Set<String> others = textFields()
                .filter(FieldSearch::applies)
                .filter(field -> field.meaning().origin() == FieldOrigin.ANYBODY)
                .map(Field::path)
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(others).containsExactlyInAnyOrderElementsOf(ANYTHING);
    }

    @ParameterizedTest
    @CsvSource({
        // field,     text,            stays
        "method,      GET,             true",
        "method,      get,             false",
        "method,      BOB,             false",
        "protocol,    HTTP/1.1,        true",
        "protocol,    HTTP/2,          true",
        "protocol,    HTTP/bob,        false",
        "event_kind,  create,          true",
        "event_type,  channel_created, true",
        "event_type,  bob_created,     false",
        "outcome,     failure,         true",
        "uri,         GET,             false",
    })
    void knowsTheWordsThatAFieldIsFor(String path, String text, boolean known) {
        // Given
        Field field = TestEvents.AUDIT
                .field(path)
                .or(() -> TestEvents.DOWNLOAD.field(path))
                .orElseThrow();

        // When, Then
        assertThat(Vocabulary.has(field, text)).isEqualTo(known);
    }

    @Test
    void whatTheClientWroteIsHiddenEverywhereButInWhatThePlatformStates() {
        for (EventType type : List.of(TestEvents.DOWNLOAD, TestEvents.AUDIT)) {
            // Given
            Event event = new Event(type);
            textFields(type).filter(FieldSearch::applies).forEach(field -> event.setText(field, "mallory"));
            textFields(type)
                    .filter(field -> field.type() == FieldType.JSON)
                    .forEach(field -> event.setText(field, "[\"mallory\"]"));
            Redactor redactor = Redactor.compile(
                    List.of(new DropField(new DropFieldSpec("referer", PartOfName.HIDE))),
                    type,
                    FieldSet.all(type),
                    TestEvents.SECRETS);

            // When
            boolean applied = redactor.redact(event);

            // Then
            assertThat(applied).isTrue();
            Map<String, Object> values = TestEvents.values(event);
            textFields(type)
                    .filter(field -> FieldSearch.applies(field) && !field.path().equals("referer"))
                    .forEach(field -> assertThat(values.get(field.path()))
                            .as(field.path())
                            .isIn(
                                    field.meaning().origin() == FieldOrigin.PLATFORM
                                            ? Set.of("mallory")
                                            : Set.of("-", "[\"-\"]")));
        }
    }

    private static Stream<Field> textFields() {
        return Stream.of(TestEvents.DOWNLOAD, TestEvents.AUDIT).flatMap(VocabularyTest::textFields);
    }

    private static Stream<Field> textFields(EventType type) {
        return type.fields().stream().filter(field -> field.type().isText());
    }
}
