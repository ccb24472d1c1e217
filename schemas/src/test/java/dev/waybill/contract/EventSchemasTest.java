package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventSchemasTest {
    private static final List<String> REQUIRED = List.of("event_id", "tenant", "occurred_at");

    @ParameterizedTest
    @EnumSource(Source.class)
    void requiresNothingButIdTenantAndTime(Source source) {
        // Given
        Schema schema = EventSchemas.schema(source);

        // When
        List<String> required = schema.getFields().stream()
                .filter(field -> !field.schema().isNullable())
                .map(Schema.Field::name)
                .toList();

        // Then
        assertThat(required).isEqualTo(REQUIRED);
        assertThat(schema.getField("occurred_at").schema().getLogicalType()).isEqualTo(LogicalTypes.timestampMicros());
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void givesEveryOptionalFieldADefaultSoThatProducersMayLeaveItOut(Source source) {
        assertThat(leavesOf(EventSchemas.schema(source), "", new ArrayList<>()))
                .filteredOn(leaf -> !leaf.field.hasDefaultValue())
                .extracting(leaf -> leaf.path)
                .isEqualTo(REQUIRED);
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void documentsEveryField(Source source) {
        assertThat(leavesOf(EventSchemas.schema(source), "", new ArrayList<>()))
                .allSatisfy(leaf ->
                        assertThat(leaf.field.doc()).as(leaf.path).isNotBlank().endsWith("."));
    }

    @Test
    void describesSharedRecordsAlikeInBothSchemas() {
        for (String name : List.of("location", "user_agent")) {
            assertThat(EventSchemas.schema(Source.DOWNLOAD).getField(name).schema())
                    .isEqualTo(EventSchemas.schema(Source.AUDIT).getField(name).schema());
        }
    }

    @Test
    void marksFreeJsonText() {
        Schema.Field detail = EventSchemas.schema(Source.AUDIT).getField("detail");

        assertThat(FieldMeaning.of(detail).text()).contains(TextKind.JSON);
    }

    private static List<Leaf> leavesOf(Schema record, String prefix, List<Leaf> leaves) {
        for (Schema.Field field : record.getFields()) {
            leaves.add(new Leaf(prefix + field.name(), field));
            for (Schema branch : field.schema().isUnion() ? field.schema().getTypes() : List.of(field.schema())) {
                if (branch.getType() == Schema.Type.RECORD) {
                    leavesOf(branch, prefix + field.name() + ".", leaves);
                }
            }
        }
        return leaves;
    }

    private record Leaf(String path, Schema.Field field) {}
}
