package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldMeaningTest {
    private static final Schema OPTIONAL_TEXT = SchemaBuilder.nullable().stringType();

    @ParameterizedTest
    @EnumSource(Source.class)
    void everyFieldOfAnEventSaysWhatItMeans(Source source) {
        // When
        Map<String, FieldMeaning> meanings = meanings(EventSchemas.schema(source));

        // Then
        assertThat(meanings)
                .contains(
                        entry("event_id", FieldMeaning.of(TextKind.IDENTITY)),
                        entry("tenant", FieldMeaning.of(TextKind.IDENTITY)),
                        entry("uri", in(TextKind.URI, FieldOrigin.CLIENT)),
                        entry("extensions", FieldMeaning.of(TextKind.JSON)),
                        entry("occurred_at", FieldMeaning.NONE),
                        entry("ip_address", in(TextKind.ADDRESS, FieldOrigin.PLATFORM, FieldGroup.IP)),
                        entry("namespace", in(TextKind.PLAIN, FieldOrigin.PLATFORM, FieldGroup.NAMESPACE)),
                        entry("location.city", in(TextKind.PLAIN, FieldOrigin.ANYBODY, FieldGroup.GEO)));
    }

    @Test
    void namesTheActorsOfBothSources() {
        // Then
        assertThat(actors(Source.DOWNLOAD)).containsExactly("user.identifier", "user.username");
        assertThat(actors(Source.AUDIT)).containsExactly("actor.identifier", "actor.name");
    }

    @Test
    void putsABucketIntoBothGroupsItTellsOf() {
        // When
        FieldMeaning bucket = meanings(EventSchemas.schema(Source.DOWNLOAD)).get("s3.bucket");

        // Then
        assertThat(bucket.groups()).containsExactlyInAnyOrder(FieldGroup.NAMESPACE, FieldGroup.REPOSITORY);
    }

    @Test
    void leavesWhatIsActedOnToTheKindBesideIt() {
        // When
        Map<String, FieldMeaning> meanings = meanings(EventSchemas.schema(Source.AUDIT));

        // Then
        assertThat(meanings.entrySet().stream().filter(field -> field.getValue().byKind()))
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "object.identifier",
                        "object.name",
                        "object.slug",
                        "target.identifier",
                        "target.name",
                        "target.slug");
    }

    @Test
    void refusesTextThatSaysNothing() {
        // Then
        refuses(new Schema.Field("client_ip", OPTIONAL_TEXT), "field client_ip: a field that holds text");
        refuses(
                with("client_ip", OPTIONAL_TEXT, "waybill.text", "address"),
                "field client_ip: a field that holds text");
        refuses(
                with("tags", SchemaBuilder.map().values().stringType(), "waybill.groups", List.of()),
                "field tags: a field that holds text");
    }

    @Test
    void refusesANumberThatSaysItIsText() {
        // Then
        refuses(
                with("port", SchemaBuilder.builder().intType(), "waybill.text", "plain", "waybill.groups", List.of()),
                "field port: a field that holds text");
    }

    @Test
    void refusesWordsThatAreNone() {
        // Then
        refuses(
                with("a", OPTIONAL_TEXT, "waybill.text", "adress", "waybill.groups", List.of()),
                "field a: No enum constant dev.waybill.contract.TextKind.ADRESS");
        refuses(
                with("a", OPTIONAL_TEXT, "waybill.text", "plain", "waybill.groups", List.of("ipp")),
                "field a: No enum constant dev.waybill.contract.FieldGroup.IPP");
        refuses(
                with("a", OPTIONAL_TEXT, "waybill.text", "plain", "waybill.groups", "ip"),
                "field a: waybill.groups is a list of groups or by-kind, not ip");
        refuses(
                with(
                        "a",
                        OPTIONAL_TEXT,
                        "waybill.text",
                        "plain",
                        "waybill.groups",
                        List.of(),
                        "waybill.origin",
                        "user"),
                "field a: ");
    }

    private static FieldMeaning in(TextKind text, FieldOrigin origin, FieldGroup... groups) {
        return new FieldMeaning(Optional.of(text), Set.of(groups), false, false, origin);
    }

    private static void refuses(Schema.Field field, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldMeaning.of(field))
                .withMessageStartingWith(message);
    }

    private static Schema.Field with(String name, Schema schema, Object... properties) {
        Schema.Field field = new Schema.Field(name, schema);
        for (int i = 0; i < properties.length; i += 2) {
            field.addProp(properties[i].toString(), properties[i + 1]);
        }
        return field;
    }

    private static List<String> actors(Source source) {
        return meanings(EventSchemas.schema(source)).entrySet().stream()
                .filter(field -> field.getValue().actor())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, FieldMeaning> meanings(Schema record) {
        Map<String, FieldMeaning> meanings = new TreeMap<>();
        collect(record, "", meanings);
        return meanings;
    }

    private static void collect(Schema record, String prefix, Map<String, FieldMeaning> meanings) {
        for (Schema.Field field : record.getFields()) {
            Schema type = field.schema().isUnion()
                    ? field.schema().getTypes().stream()
                            .filter(branch -> branch.getType() != Schema.Type.NULL)
                            .findFirst()
                            .orElseThrow()
                    : field.schema();
            if (type.getType() == Schema.Type.RECORD) {
                collect(type, prefix + field.name() + ".", meanings);
            } else {
                meanings.put(prefix + field.name(), FieldMeaning.of(field));
            }
        }
    }
}
