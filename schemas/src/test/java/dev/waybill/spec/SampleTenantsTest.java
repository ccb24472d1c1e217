package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FormatName;
import dev.waybill.spec.destination.S3Destination;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleTenantsTest {
    private static final Path TENANTS = Path.of("..", "tenants");

    @Test
    void areReadWithoutProblems() throws IOException {
        // When
        TenantSpecs specs = SpecReader.read(TENANTS);

        // Then
        assertThat(specs.tenants()).containsExactly("acme", "globex", "initech");
        assertThat(specs.exports())
                .extracting(export -> export.exportId().toString())
                .containsExactly(
                        "acme/audit",
                        "acme/downloads-combined",
                        "acme/downloads-csv",
                        "acme/downloads-jsonl",
                        "globex/downloads",
                        "initech/audit",
                        "initech/downloads");
    }

    @Test
    void nameFormatsThatExistAndBucketsAndRolesOfTheirOwn() throws IOException {
        assertThat(SpecReader.read(TENANTS).exports()).allSatisfy(export -> {
            assertThat(FormatName.values())
                    .extracting(FormatName::kind)
                    .contains(export.format().kind());
            assertThat(export.destination()).isInstanceOfSatisfying(S3Destination.class, s3 -> {
                assertThat(s3.bucket()).isEqualTo(export.exportId().tenant() + "-logs");
                assertThat(s3.roleArn().orElseThrow()).matches("arn:aws:iam::[0-9]{12}:role/WaybillLogs");
            });
        });
    }
}
