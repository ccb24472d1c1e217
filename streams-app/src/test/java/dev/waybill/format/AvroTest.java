package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.Event;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.AvroCodec;
import dev.waybill.kind.format.AvroSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AvroTest {
    @Test
    void keepsValuesAndTypesOfNestedFields() {
        // Given
        Event event = SampleEvents.download();
        SampleEvents.set(event, "user_agent.raw", "é\n漢😀\0");

        // When
        GenericRecord row = AvroParts.read(
                        Parts.write(new Avro(AvroSpec.DEFAULT), SampleEvents.DOWNLOAD, List.of(event)))
                .get(0);

        // Then
        assertThat(row.get("occurred_at")).isEqualTo(SampleEvents.TIME);
        assertThat(row.get("bytes")).isEqualTo(48213L);
        assertThat(row.get("referer")).isNull();
        assertThat(((GenericRecord) row.get("location")).get("city")).hasToString("Auckland");
        assertThat(((GenericRecord) row.get("package")).get("tags")).hasToString("{\"info\":[\"latest\"]}");
        assertThat(((GenericRecord) row.get("user_agent")).get("raw")).hasToString("é\n漢😀\0");
    }

    @Test
    void saysWhichTimesAreTimes() {
        // When
        Schema schema = AvroParts.read(Parts.write(
                        new Avro(AvroSpec.DEFAULT), SampleEvents.AUDIT, List.of(SampleEvents.bare(SampleEvents.AUDIT))))
                .get(0)
                .getSchema();

        // Then
        assertThat(schema.getFullName()).isEqualTo("dev.waybill.export.AuditEvent");
        assertThat(schema.getField("occurred_at").schema())
                .hasToString("[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}]");
    }

    @ParameterizedTest
    @EnumSource(AvroCodec.class)
    void fillsParts(AvroCodec codec) throws IOException {
        // Given
        int target = 300_000;
        Avro format = new Avro(new AvroSpec(List.of("default"), codec));
        Random random = new Random(5);
        RowEncoder encoder = format.rowEncoder(SampleEvents.DOWNLOAD);
        RowBuffer row = new RowBuffer();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PartWriter writer = format.open(SampleEvents.DOWNLOAD, target, out);

        // When
        encoder.encode(SampleEvents.random(SampleEvents.DOWNLOAD, random), row);
        while (writer.fits(row.length())) {
            writer.row(row.array(), 0, row.length());
            row.clear();
            encoder.encode(SampleEvents.random(SampleEvents.DOWNLOAD, random), row);
        }
        writer.finish();

        // Then
        assertThat(out.size()).isBetween(target * 9 / 10, target);
        assertThat(AvroParts.read(out.toByteArray())).hasSize((int) writer.rows());
    }
}
