package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.yaml.SpecException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanonicalSpecTest {
    @Test
    void writesSortedKeysAndDefaults() {
        assertThat(CanonicalSpec.json(Specs.plain()))
                .isEqualTo("{\"connector\":{},\"delivery\":\"dedicated\",\"destination\":{\"bucket\":\"acme-logs\","
                        + "\"checksum-trailers\":true,\"chunked-encoding\":true,\"kind\":\"s3\",\"path-style\":false,"
                        + "\"prefix\":\"\",\"region\":\"eu-west-1\","
                        + "\"role-arn\":\"arn:aws:iam::111122223333:role/WaybillLogs\",\"tags\":{}},\"enabled\":true,"
                        + "\"format\":{\"kind\":\"csv\"},\"id\":\"downloads\",\"layout\":{\"kind\":\"default\"},\"part-size\":8388608,\"redact\":[],"
                        + "\"schedule\":{\"every\":\"hourly\",\"grace\":\"PT10M\",\"zone\":\"UTC\"},"
                        + "\"select\":{\"event-types\":[],\"methods\":[],\"repositories\":{\"exclude\":[],\"include\":[]},"
                        + "\"status\":[]},\"source\":\"download\",\"tenant\":\"acme\"}");
    }

    @Test
    void parsesWhatItWrote() {
        for (ExportSpec spec : List.of(Specs.plain(), Specs.full(), with(Specs.full(), Specs.directory()))) {
            assertThat(CanonicalSpec.parse(CanonicalSpec.json(spec))).isEqualTo(spec);
        }
    }

    @Test
    void doesNotDependOnTheOrderOfOptions() {
        // Given
        Map<String, Object> forward = new LinkedHashMap<>();
        forward.put("a", 1);
        forward.put("b", 2);
        Map<String, Object> backward = new LinkedHashMap<>();
        backward.put("b", 2);
        backward.put("a", 1);

        // When
        String one = CanonicalSpec.json(withFormat(new KindSpec("csv", Map.of("o", forward))));
        String two = CanonicalSpec.json(withFormat(new KindSpec("csv", Map.of("o", backward))));

        // Then
        assertThat(one).isEqualTo(two);
    }

    /** The catalog names versions by the hash of this text. */
    @Test
    void theTextOfASpecIsFrozen() {
        assertThat(Sha256.hex(CanonicalSpec.json(Specs.plain()))).startsWith("556bb2fa1636");
    }

    @Test
    void hasAnotherTextWithEverythingThatChangesAPart() {
        // Given
        ExportSpec a = Specs.plain();
        ExportSpec b = Specs.full();
        List<ExportSpec> variants = new ArrayList<>();
        variants.add(a);
        variants.add(variant(b.exportId(), a.source(), a.select(), a.redact(), a.format(), a.schedule(), a.partSize()));
        variants.add(variant(a.exportId(), b.source(), a.select(), a.redact(), a.format(), a.schedule(), a.partSize()));
        variants.add(variant(a.exportId(), a.source(), b.select(), a.redact(), a.format(), a.schedule(), a.partSize()));
        variants.add(variant(a.exportId(), a.source(), a.select(), b.redact(), a.format(), a.schedule(), a.partSize()));
        variants.add(variant(a.exportId(), a.source(), a.select(), a.redact(), b.format(), a.schedule(), a.partSize()));
        variants.add(variant(a.exportId(), a.source(), a.select(), a.redact(), a.format(), b.schedule(), a.partSize()));
        variants.add(variant(a.exportId(), a.source(), a.select(), a.redact(), a.format(), a.schedule(), b.partSize()));

        // When
        List<String> texts = variants.stream().map(CanonicalSpec::json).toList();

        // Then
        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void refusesTextThatIsNoSpec() {
        assertThatThrownBy(() -> CanonicalSpec.parse("{\"tenant\":\"acme\"}"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("format")
                .hasMessageContaining("is required but missing");
        assertThatThrownBy(() -> CanonicalSpec.parse("{")).isInstanceOf(SpecException.class);
    }

    @Test
    void hasAnotherTextWithTheLayoutOfNames() {
        // Given
        ExportSpec flat = with(Specs.plain(), new KindSpec("flat", Map.of()));

        // When
        String text = CanonicalSpec.json(flat);

        // Then
        assertThat(text).isNotEqualTo(CanonicalSpec.json(Specs.plain()));
    }

    @Test
    void namesDeduplicationOnlyWhereItIsOff() {
        // Given
        ExportSpec plain = Specs.plain();
        ExportSpec copies = new ExportSpec(
                plain.exportId(),
                plain.source(),
                plain.enabled(),
                plain.select(),
                plain.redact(),
                plain.format(),
                plain.layout(),
                plain.schedule(),
                plain.partSize(),
                false,
                Delivery.DEDICATED,
                plain.destination(),
                plain.connector());

        // When
        String json = CanonicalSpec.json(copies);

        // Then
        assertThat(json).contains("\"deduplicate\":false");
        assertThat(CanonicalSpec.parse(json)).isEqualTo(copies);
        assertThat(CanonicalSpec.json(copies)).isNotEqualTo(CanonicalSpec.json(plain));
        assertThat(CanonicalSpec.json(plain)).doesNotContain("deduplicate");
    }

    @Test
    void namesReceiptsOnlyWhereTheyAreNotWhatTheScheduleSuggests() {
        // Given
        ExportSpec plain = Specs.plain();
        ScheduleSpec minutes = new ScheduleSpec("*/5 * * * *", ZoneOffset.UTC, ScheduleSpec.DEFAULT_GRACE);

        // When
        ExportSpec hourlyDaily = with(plain, plain.schedule(), ReceiptCadence.DAILY);
        ExportSpec minutesWindow = with(plain, minutes, ReceiptCadence.WINDOW);

        // Then
        assertThat(CanonicalSpec.json(hourlyDaily)).contains("\"receipts\":\"daily\"");
        assertThat(CanonicalSpec.parse(CanonicalSpec.json(hourlyDaily))).isEqualTo(hourlyDaily);
        assertThat(CanonicalSpec.json(minutesWindow)).contains("\"receipts\":\"window\"");
        assertThat(CanonicalSpec.parse(CanonicalSpec.json(minutesWindow))).isEqualTo(minutesWindow);
        assertThat(with(plain, plain.schedule(), ReceiptCadence.WINDOW)).isEqualTo(plain);
        assertThat(CanonicalSpec.json(with(plain, minutes, ReceiptCadence.DAILY)))
                .doesNotContain("receipts");
    }

    @Test
    void readsSpecsStoredBeforeThereWereLayouts() {
        // Given
        String stored = CanonicalSpec.json(Specs.plain()).replace("\"layout\":{\"kind\":\"default\"},", "");

        // When
        ExportSpec spec = CanonicalSpec.parse(stored);

        // Then
        assertThat(stored).doesNotContain("layout");
        assertThat(spec).isEqualTo(Specs.plain());
    }

    @Test
    void hasAnotherTextWithEachKeyOfASelection() {
        // Given
        List<String> selections = List.of(
                "{}",
                "{ namespaces: { include: [a] } }",
                "{ namespaces: { exclude: [a] } }",
                "{ projects: { include: [a] } }",
                "{ channels: { include: [a] } }",
                "{ event-types: [a] }",
                "{ event-types: [a], always-included: [b] }",
                "{ event-kinds: [read] }",
                "{ actors: [a] }",
                "{ actor-kinds: [a] }",
                "{ sample: 10% }",
                "{ filter: status > 400 }");

        // When
        List<String> texts = selections.stream()
                .map(select -> CanonicalSpec.json(Specs.selecting(select)))
                .toList();

        // Then
        assertThat(texts).doesNotHaveDuplicates();
        assertThat(texts.get(0)).isEqualTo(CanonicalSpec.json(Specs.plain()));
    }

    private static ExportSpec withFormat(KindSpec format) {
        ExportSpec a = Specs.plain();
        return variant(a.exportId(), a.source(), a.select(), a.redact(), format, a.schedule(), a.partSize());
    }

    private static ExportSpec with(ExportSpec spec, Destination destination) {
        return with(spec, spec.layout(), destination);
    }

    private static ExportSpec with(ExportSpec spec, KindSpec layout) {
        return with(spec, layout, spec.destination());
    }

    private static ExportSpec with(ExportSpec spec, KindSpec layout, Destination destination) {
        return new ExportSpec(
                spec.exportId(),
                spec.source(),
                spec.enabled(),
                spec.select(),
                spec.redact(),
                spec.format(),
                layout,
                spec.schedule(),
                spec.partSize(),
                spec.deduplicate(),
                spec.delivery(),
                destination,
                spec.connector());
    }

    private static ExportSpec with(ExportSpec spec, ScheduleSpec schedule, ReceiptCadence receipts) {
        return new ExportSpec(
                spec.exportId(),
                spec.source(),
                spec.enabled(),
                spec.select(),
                spec.redact(),
                spec.format(),
                spec.layout(),
                schedule,
                spec.partSize(),
                spec.deduplicate(),
                Optional.of(receipts),
                spec.delivery(),
                spec.destination(),
                spec.connector());
    }

    private static ExportSpec variant(
            ExportId id,
            Source source,
            SelectSpec select,
            List<KindSpec> redact,
            KindSpec format,
            ScheduleSpec schedule,
            int partSize) {
        ExportSpec plain = Specs.plain();
        return new ExportSpec(
                id,
                source,
                plain.enabled(),
                select,
                redact,
                format,
                plain.layout(),
                schedule,
                partSize,
                plain.deduplicate(),
                plain.delivery(),
                plain.destination(),
                plain.connector());
    }
}
