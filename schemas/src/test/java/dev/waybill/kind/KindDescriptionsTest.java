package dev.waybill.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spec.KindDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
