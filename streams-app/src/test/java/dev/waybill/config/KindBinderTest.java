package dev.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FieldGroup;
import dev.waybill.format.Csv;
import dev.waybill.format.OutputFormat;
import dev.waybill.format.compress.Compression;
import dev.waybill.redact.DropGroup;
import dev.waybill.redact.Mask;
import dev.waybill.redact.Redaction;
import dev.waybill.redact.TruncateIp;
import dev.waybill.redact.search.PartOfName;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.Place;
import dev.waybill.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KindBinderTest {
    private static final KindBinder<Redaction> REDACTIONS = KindBinder.of(Redaction.class);
    private static final KindBinder<OutputFormat> FORMATS = KindBinder.of(OutputFormat.class);
    private static final Place PLACE = Place.of("acme.yaml", "exports[0].redact[1]");

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void theNamesOfRedactionsAreFrozen() {
        assertThat(REDACTIONS.names())
                .containsExactlyInAnyOrder("drop-field", "drop-group", "hash", "mask", "truncate-ip");
    }

    @Test
    void everyFormatHasTheNameOfItsContract() {
        // When
        List<String> contract = new ArrayList<>();
        for (String name : FORMATS.names()) {
            OutputFormat format = FORMATS.bind(new KindSpec(name, Map.of()), PLACE, problems::add)
                    .orElseThrow();
            contract.add(Kebab.of(format.name()));
        }

        // Then
        assertThat(contract).containsExactlyElementsOf(FORMATS.names());
    }

    @Test
    void bindsOptionsByName() {
        // When
        Optional<Redaction> mask = redaction("mask", Map.of("field", "user", "text", "?", "keep-last", 2));
        Optional<Redaction> group = redaction("drop-group", Map.of("group", "geo"));
        Optional<OutputFormat> csv = FORMATS.bind(
                new KindSpec(
                        "csv",
                        Map.of("columns", List.of("status", "uri"), "formula-guard", true, "compression", "zstd")),
                PLACE,
                problems::add);

        // Then
        assertThat(mask).contains(new Mask("user", "?", 2, PartOfName.HIDE));
        assertThat(group).contains(new DropGroup(FieldGroup.GEO, PartOfName.HIDE));
        assertThat(csv).contains(new Csv(List.of("status", "uri"), true, Compression.ZSTD));
        assertThat(problems).isEmpty();
    }

    @Test
    void fillsInWhatTheSpecLeavesOut() {
        // When
        Optional<Redaction> truncate = redaction("truncate-ip", Map.of("ipv4", 16));
        Optional<OutputFormat> csv =
                FORMATS.bind(new KindSpec("csv", Map.of("columns", "default")), PLACE, problems::add);

        // Then
        assertThat(truncate).contains(new TruncateIp(16, 48));
        assertThat(csv).contains(Csv.DEFAULT);
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

    private Optional<Redaction> redaction(String kind, Map<String, Object> options) {
        return REDACTIONS.bind(new KindSpec(kind, options), PLACE, problems::add);
    }

    /** The one problem, with its path. */
    private String problem(String kind, Map<String, Object> options) {
        Optional<Redaction> bound = redaction(kind, options);
        assertThat(bound).isEmpty();
        assertThat(problems).hasSize(1);
        return problems.get(0).place().path() + " " + problems.get(0).text();
    }
}
