package dev.waybill.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.waybill.spec.KindDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindDescriptionsTest {
    private static final Path REFERENCE = Path.of("../docs/reference/tenant.schema.json");

    /** {@code -Dgolden.rewrite=true} writes the file instead. */
    @Test
    void theSchemaOfATenantsFileIsCurrentInTheReference() throws IOException {
        // Given
        String schema = KindDescriptions.tenantSchema();
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(REFERENCE, schema);
        }

        // When
        String reference = Files.readString(REFERENCE);

        // Then
        assertThat(reference)
                .as("run this test once with -Dgolden.rewrite=true and commit %s", REFERENCE)
                .isEqualTo(schema);
    }

    @Test
    void saysWhichOptionsAreRequired() {
        // When
        List<KindDescription> kinds = KindDescriptions.of(ExportKinds.REDACTIONS);

        // Then
        assertThat(kinds)
                .filteredOn(kind -> kind.name().equals("mask"))
                .singleElement()
                .satisfies(mask -> {
                    assertThat(mask.required()).containsExactly("field");
                    assertThat(mask.properties()).containsOnlyKeys("field", "keep-last", "part-of-name", "text");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "fingerprint: dee1e554bf8c, true",
        "fingerprint: DEE1E554BF8C, false",
        "fingerprint: 123456789012, false",
        "epoch: a2026, true",
        "epoch: 2026, false",
        "epoch: dee1e554bf8c, false",
        "epoch: -a, false"
    })
    void editorsAreToldWhatNamesAKey(String option, boolean right) throws IOException {
        // Given
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(KindDescriptions.tenantSchema());

        // When
        Set<ValidationMessage> wrong = schema.validate(new YAMLMapper().readTree("""
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    redact: [{ kind: hash, field: user, key: "${env:KEY}", %s }]
                    format: { kind: csv }
                    destination: { kind: file, directory: /var/lib/logs }
                """.formatted(option)));

        // Then
        assertThat(wrong.isEmpty()).as("%s", wrong).isEqualTo(right);
    }
}
