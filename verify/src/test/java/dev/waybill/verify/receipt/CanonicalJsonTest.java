package dev.waybill.verify.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void writesTheFormsOfTheVectors() throws IOException {
        JsonNode cases = CanonicalJson.JSON.readTree(
                Path.of("src/test/resources/vectors/canonical.json").toFile());

        assertThat(cases)
                .hasSizeGreaterThan(4)
                .allSatisfy(each -> assertThat(new String(
                                CanonicalJson.write(CanonicalJson.JSON.readTree(
                                        each.path("json").asText())),
                                StandardCharsets.UTF_8))
                        .isEqualTo(each.path("canonical").asText()));
    }
}
