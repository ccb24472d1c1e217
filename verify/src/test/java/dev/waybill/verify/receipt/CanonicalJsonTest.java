package dev.waybill.verify.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void refusesWhatHasMoreValuesThanAReceipt() {
        byte[] many = ("{\"a\":[" + "0,".repeat(300_000) + "0]}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CanonicalJson.read(many))
                .isInstanceOf(UnreadableReceiptException.class)
                .hasMessage("is not JSON, or has more values than a receipt");
    }
}
