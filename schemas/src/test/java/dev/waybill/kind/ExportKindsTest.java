package dev.waybill.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.columns.EventLeaves;
import dev.waybill.contract.FieldGroup;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.Source;
import dev.waybill.kind.family.Kind;
import dev.waybill.kind.family.KindOption;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.CsvSpec;
import dev.waybill.kind.format.FormatSpec;
import dev.waybill.kind.redaction.DropGroupSpec;
import dev.waybill.kind.redaction.KeyFingerprint;
import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.kind.redaction.MaskSpec;
import dev.waybill.kind.redaction.PartOfName;
import dev.waybill.kind.redaction.RedactionSpec;
import dev.waybill.kind.redaction.TruncateIpSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportKindsTest {
    private static final EventLeaves DOWNLOADS = EventLeaves.of(Source.DOWNLOAD);
    private static final Place PLACE = Place.of("acme.yaml", "exports[0].redact[1]");

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void theNamesOfKindsAreFrozen() {
        assertThat(ExportKinds.REDACTIONS.names())
                .containsExactlyInAnyOrder("drop-field", "drop-group", "hash", "mask", "truncate-ip");
        assertThat(ExportKinds.LAYOUTS.names())
                .containsExactlyInAnyOrder(
                        "default", "flat", "s3-simple", "s3-partitioned", "lakefs", "security-lake", "template");
        assertThat(ExportKinds.FORMATS.names())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(FormatName.values()).map(FormatName::kind).toList());
    }

    @Test
    void everyFormatHasTheNameOfItsContract() {
        // When
        List<String> contract = new ArrayList<>();
        for (String name : ExportKinds.FORMATS.names()) {
            contract.add(format(name, Map.of()).orElseThrow().name().kind());
        }

        // Then
        assertThat(contract).containsExactlyElementsOf(ExportKinds.FORMATS.names());
    }

    @ParameterizedTest
    @CsvSource({
        "csv, gzip, .csv.gz, application/gzip",
        "csv, none, .csv, text/csv; charset=utf-8",
        "json-lines, zstd, .jsonl.zst, application/zstd",
        "s3-access-log, gzip, .log.gz, application/gzip"
    })
    void saysHowNamesEndAndOfWhichTypeTheContentIs(
            String kind, String compression, String extension, String contentType) {
        // When
        FormatSpec format = format(kind, Map.of("compression", compression)).orElseThrow();

        // Then
        assertThat(format.extension()).isEqualTo(extension);
        assertThat(format.contentType()).isEqualTo(contentType);
    }

    @Test
    void containersCompressInside() {
        // When
        FormatSpec parquet = format("parquet", Map.of("codec", "zstd")).orElseThrow();

        // Then
        assertThat(parquet.extension()).isEqualTo(".parquet");
        assertThat(parquet.innerCodec()).isEqualTo("zstd");
    }

    @Test
    void readsOptionsByName() {
        // When
        Optional<RedactionSpec> mask = redaction("mask", Map.of("field", "user", "text", "?", "keep-last", 2));
        Optional<RedactionSpec> group = redaction("drop-group", Map.of("group", "geo"));
        Optional<FormatSpec> csv = format(
                "csv", Map.of("columns", List.of("status", "uri"), "formula-guard", true, "compression", "zstd"));

        // Then
        assertThat(mask).contains(new MaskSpec("user", "?", 2, PartOfName.HIDE));
        assertThat(group).contains(new DropGroupSpec(FieldGroup.GEO, PartOfName.HIDE));
        assertThat(csv).contains(new CsvSpec(List.of("status", "uri"), true, Compression.ZSTD));
        assertThat(problems).isEmpty();
    }

    @Test
    void fillsInWhatTheSpecLeavesOut() {
        // When
        Optional<RedactionSpec> truncate = redaction("truncate-ip", Map.of("ipv4", 16));
        Optional<FormatSpec> csv = format("csv", Map.of("columns", "default"));

        // Then
        assertThat(truncate).contains(new TruncateIpSpec(16, 48));
        assertThat(csv).contains(CsvSpec.DEFAULT);
    }

    @Test
    void aWrongKind() {
        assertThat(problem("trunkate-ip", Map.of()))
                .isEqualTo(
                        "exports[0].redact[1].kind unknown redaction: \"trunkate-ip\"; did you mean \"truncate-ip\"?");
    }

    @Test
    void anUnknownKey() {
        assertThat(problem("mask", Map.of("field", "user", "keep-lats", 2)))
                .isEqualTo("exports[0].redact[1].keep-lats unknown key; did you mean \"keep-last\"?");
    }

    @Test
    void aMissingKey() {
        assertThat(problem("mask", Map.of())).isEqualTo("exports[0].redact[1].field is required but missing");
    }

    @Test
    void aValueOutOfRange() {
        assertThat(problem("truncate-ip", Map.of("ipv4", 33)))
                .isEqualTo("exports[0].redact[1].ipv4 must be from 0 to 32: \"33\"");
    }

    @Test
    void aNumberThatDoesNotFit() {
        assertThat(problem("truncate-ip", Map.of("ipv4", 1L << 40)))
                .isEqualTo("exports[0].redact[1].ipv4 is too large a number: \"1099511627776\"");
    }

    @Test
    void aValueOfAnotherType() {
        assertThat(problem("mask", Map.of("field", List.of("user"))))
                .isEqualTo("exports[0].redact[1].field must be text, but is a list");
    }

    @Test
    void aWordThatIsNone() {
        assertThat(problem("drop-group", Map.of("group", "gea")))
                .isEqualTo("exports[0].redact[1].group unknown group: \"gea\"; did you mean \"geo\"?");
    }

    @Test
    void aSecretInPlainTextIsNotRepeated() {
        assertThat(problem("hash", Map.of("field", "user", "key", "hunter2")))
                .isEqualTo("exports[0].redact[1].key must refer to a secret, not hold it;"
                        + " write \"${env:NAME}\" or \"${file:/path}\"");
    }

    @Test
    void aSecretsFileIsNamedByItsAbsolutePath() {
        assertThat(problem("hash", Map.of("field", "user", "key", "${file:keys/acme}")))
                .isEqualTo("exports[0].redact[1].key must name its file by an absolute path;"
                        + " write the whole path: \"${file:/path}\"");
    }

    @Test
    void readsWhichKeyIsMeant() {
        // When
        Optional<KeyReference> named = redaction("hash", key("epoch", "2026-a", "fingerprint", "dee1e554bf8c"))
                .flatMap(RedactionSpec::keyReference);
        Optional<KeyReference> plain = redaction("hash", key()).flatMap(RedactionSpec::keyReference);
        Optional<KeyReference> none = redaction("truncate-ip", Map.of()).flatMap(RedactionSpec::keyReference);

        // Then
        assertThat(named)
                .contains(new KeyReference(
                        "${env:KEY}", Optional.of("2026-a"), Optional.of(new KeyFingerprint("dee1e554bf8c"))));
        assertThat(named.map(KeyReference::name)).contains("2026-a");
        assertThat(plain).contains(new KeyReference("${env:KEY}", Optional.empty(), Optional.empty()));
        assertThat(plain.map(KeyReference::name)).contains("${env:KEY}");
        assertThat(none).isEmpty();
        assertThat(problems).isEmpty();
    }

    /** Specs are completed, compared and searched for keys by these names. */
    @Test
    void everyKindWithAKeyCallsItsOptionsAlike() {
        // When
        List<Kind<RedactionSpec>> withKey = ExportKinds.REDACTIONS
                .all()
                .filter(kind -> Stream.of(kind.type().getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals("keyReference")))
                .toList();

        // Then
        assertThat(withKey)
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(kind.options())
                        .extracting(KindOption::name)
                        .contains("key", "epoch", "fingerprint"));
    }

    /** Somebody may have written the key where its fingerprint belongs. */
    @ParameterizedTest
    @ValueSource(strings = {"hunter2hunter2", "DEE1E554BF8C", "dee1e554bf8", "dee1e554bf8c4", ""})
    void aFingerprintThatIsNoneIsNotRepeated(String fingerprint) {
        assertThat(problem("hash", key("fingerprint", fingerprint)))
                .isEqualTo("exports[0].redact[1].fingerprint must be 12 lower-case hexadecimal digits;"
                        + " print it with: ./waybill hash-keys fingerprint REFERENCE");
    }

    @Test
    void aFingerprintOrAnEpochThatYamlTakesForANumber() {
        assertThat(problem("hash", key("fingerprint", 123456789012L)))
                .isEqualTo("exports[0].redact[1].fingerprint must be text, but is a number; put it in quotes");
        problems.clear();
        assertThat(problem("hash", key("epoch", 2026)))
                .isEqualTo("exports[0].redact[1].epoch must be text, but is a number; put it in quotes");
    }

    @Test
    void anEpochThatIsNoName() {
        assertThat(problem("hash", key("epoch", "2026_A")))
                .isEqualTo("exports[0].redact[1].epoch must be 1 to 63 of a-z, 0-9 and hyphen, not starting with a"
                        + " hyphen: \"2026_A\"; name it, such as 2026-a");
        problems.clear();
        assertThat(problem("hash", key("epoch", "dee1e554bf8c")))
                .isEqualTo("exports[0].redact[1].epoch must not look like a fingerprint: \"dee1e554bf8c\";"
                        + " name it, such as 2026-a");
    }

    @Test
    void aFieldThatEventsLackOrNeedOrThatHoldsNoText() {
        assertThat(problem("mask", Map.of("field", "locaton.city")))
                .isEqualTo("exports[0].redact[1].field DownloadEvent has no such field: \"locaton.city\";"
                        + " did you mean \"location.city\"?");
        problems.clear();
        assertThat(problem("drop-field", Map.of("field", "event_id")))
                .isEqualTo("exports[0].redact[1].field cannot be redacted: \"event_id\"; every event needs it");
        problems.clear();
        assertThat(problem("mask", Map.of("field", "status")))
                .isEqualTo("exports[0].redact[1].field does not hold text: \"status\"; use drop-field");
    }

    @Test
    void theMaskOfAStructureIsForItsTexts() {
        assertThat(redaction("mask", Map.of("field", "user"))).isPresent();
    }

    @Test
    void aFormatThatDoesNotFitTheEvents() {
        // When
        Optional<FormatSpec> format = ExportKinds.FORMATS.read(
                new KindSpec("w3c", Map.of()), EventLeaves.of(Source.AUDIT), PLACE, problems::add);

        // Then
        assertThat(format).isEmpty();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .contains("AuditEvent events have no ")
                        .endsWith("use another format for this source, such as csv or json-lines"));
    }

    private Optional<RedactionSpec> redaction(String kind, Map<String, Object> options) {
        return ExportKinds.REDACTIONS.read(new KindSpec(kind, options), DOWNLOADS, PLACE, problems::add);
    }

    private Optional<FormatSpec> format(String kind, Map<String, Object> options) {
        return ExportKinds.FORMATS.read(new KindSpec(kind, options), DOWNLOADS, PLACE, problems::add);
    }

    /** Options of a hash with these more, by name and value in turn. */
    private static Map<String, Object> key(Object... more) {
        Map<String, Object> options = new HashMap<>(Map.of("field", "user", "key", "${env:KEY}"));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    /** The one problem, with its path. */
    private String problem(String kind, Map<String, Object> options) {
        Optional<RedactionSpec> bound = redaction(kind, options);
        assertThat(bound).isEmpty();
        assertThat(problems).hasSize(1);
        return problems.get(0).place().path() + " " + problems.get(0).text();
    }
}
