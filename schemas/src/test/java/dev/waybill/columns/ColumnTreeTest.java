package dev.waybill.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ColumnTreeTest {
    private static ColumnTree<String> tree(String... names) {
        return ColumnTree.of(List.of(names), Function.identity());
    }

    @Test
    void makesObjectsOfDotsInTheOrderOfFirstAppearance() {
        // When
        ColumnTree<String> tree = tree("a", "b.x", "c", "b.y.z");

        // Then
        assertThat(tree.children()).extracting(ColumnTree.Node::name).containsExactly("a", "b", "c");
        assertThat(tree.leaves()).containsExactly("a", "b.x", "b.y.z", "c");
        ColumnTree<String> b = tree.children().get(1).object().orElseThrow();
        assertThat(b.children()).extracting(ColumnTree.Node::name).containsExactly("x", "y");
    }

    @Test
    void makesAListOfWhatStandsBeforeBrackets() {
        // When
        ColumnTree<String> tree = tree("tags[]", "people[].name", "people[].id");

        // Then
        ColumnTree.Node<String> tags = tree.children().get(0);
        ColumnTree.Node<String> people = tree.children().get(1);
        assertThat(tags.name()).isEqualTo("tags");
        assertThat(tags.list()).isTrue();
        assertThat(tags.column()).contains("tags[]");
        assertThat(people.list()).isTrue();
        assertThat(people.object().orElseThrow().leaves()).containsExactly("people[].name", "people[].id");
    }

    @Test
    void becomesAnAvroRecordWhoseLeavesMayAllBeNull() {
        // When
        Schema schema =
                AvroSchemas.of(tree("t", "n.i", "n.l", "n.d", "n.b", "n.at", "n.j"), "Row", name -> switch (name) {
                    case "n.i" -> ColumnType.INT;
                    case "n.l" -> ColumnType.LONG;
                    case "n.d" -> ColumnType.DOUBLE;
                    case "n.b" -> ColumnType.BOOLEAN;
                    case "n.at" -> ColumnType.TIMESTAMP;
                    case "n.j" -> ColumnType.JSON;
                    default -> ColumnType.TEXT;
                });

        // Then
        Schema inner = schema.getField("n").schema();
        assertThat(schema.getFullName()).isEqualTo("dev.waybill.export.Row");
        assertThat(inner.getName()).isEqualTo("Row_n");
        assertThat(leaf(schema, "t")).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(leaf(inner, "i")).isEqualTo(Schema.create(Schema.Type.INT));
        assertThat(leaf(inner, "l")).isEqualTo(Schema.create(Schema.Type.LONG));
        assertThat(leaf(inner, "d")).isEqualTo(Schema.create(Schema.Type.DOUBLE));
        assertThat(leaf(inner, "b")).isEqualTo(Schema.create(Schema.Type.BOOLEAN));
        assertThat(leaf(inner, "j")).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(leaf(inner, "at").getLogicalType()).isEqualTo(LogicalTypes.timestampMicros());
    }

    /** The type beside null, which comes first and is the default. */
    private static Schema leaf(Schema record, String name) {
        Schema.Field field = record.getField(name);
        assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
        assertThat(field.defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);
        return field.schema().getTypes().get(1);
    }
}
