package dev.waybill.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class SampleEventsTest {
    private static final Instant HOUR = Instant.parse("2026-03-04T09:00:00Z");
    private static final List<String> TENANTS = List.of("acme", "globex", "initech");

    private final SampleEvents events = new SampleEvents(1, TENANTS, 1, 2);

    @Test
    void givesTheSameRecordsForTheSameHourAndOthersForAnother() {
        List<SampleRecord> once = events.arrivingFrom(HOUR);
        List<SampleRecord> again = new SampleEvents(1, TENANTS, 1, 2).arrivingFrom(HOUR);
        List<SampleRecord> next = events.arrivingFrom(HOUR.plus(Duration.ofHours(1)));

        assertThat(again).usingRecursiveComparison().isEqualTo(once);
        assertThat(ids(next)).doesNotContainAnyElementsOf(ids(once));
    }

    @Test
    void arrivesInOrderWithinTheHour() {
        List<Instant> times =
                events.arrivingFrom(HOUR).stream().map(SampleRecord::timestamp).toList();

        assertThat(times).isSorted().allMatch(time -> !time.isBefore(HOUR) && time.isBefore(HOUR.plusSeconds(3600)));
    }

    @Test
    void hasDuplicatesLateEventsErrorsAndEveryTenant() {
        List<GenericRecord> downloads = decode(events.arrivingFrom(HOUR), Source.DOWNLOAD);
        Map<String, Integer> copies = new HashMap<>();
        downloads.forEach(event -> copies.merge(event.get("event_id").toString(), 1, Integer::sum));

        assertThat(copies.values()).contains(2).doesNotContain(3);
        assertThat(downloads).anyMatch(event -> (long) event.get("occurred_at") < Records.micros(HOUR));
        assertThat(downloads).extracting(event -> event.get("status")).contains(200, 304, 404);
        assertThat(downloads)
                .extracting(event -> event.get("tenant").toString())
                .containsAll(TENANTS);
        assertThat(decode(events.arrivingFrom(HOUR), Source.AUDIT)).isNotEmpty();
    }

    @Test
    void hasBrokenRecordsInSomeHours() {
        Instant start = Instant.parse("2026-03-04T03:00:00Z");

        List<SampleRecord> broken = events.arrivingFrom(start).stream()
                .filter(record -> !isAvro(record))
                .toList();

        assertThat(broken).hasSize(5).allMatch(record -> record.source() == Source.DOWNLOAD);
    }

    private static List<String> ids(List<SampleRecord> records) {
        return decode(records, Source.DOWNLOAD).stream()
                .map(event -> event.get("event_id").toString())
                .toList();
    }

    private static boolean isAvro(SampleRecord record) {
        return Arrays.mismatch(record.value(), new byte[] {0, 0, 0, 0, 1}) == 5
                || Arrays.mismatch(record.value(), new byte[] {0, 0, 0, 0, 2}) == 5;
    }

    private static List<GenericRecord> decode(List<SampleRecord> records, Source source) {
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(EventSchemas.schema(source));
        List<GenericRecord> events = new ArrayList<>();
        for (SampleRecord record : records) {
            if (record.source() == source && isAvro(record)) {
                byte[] value = record.value();
                try {
                    events.add(reader.read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null)));
                } catch (IOException e) {
                    throw new AssertionError("not Avro", e);
                }
            }
        }
        return events;
    }
}
