package dev.waybill.kind.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFingerprintTest {
    /** What {@code printf %s waybill:hash-key-fingerprint | openssl dgst -sha256 -hmac KEY} begins with. */
    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef0123456789abcdef, dee1e554bf8c",
        "fedcba9876543210fedcba9876543210, 25b34de3e595",
        "0123456789abcdef, 70239a321965"
    })
    void isWhatOtherToolsMakeOfTheKey(String key, String fingerprint) {
        assertThat(KeyFingerprint.of(key.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new KeyFingerprint(fingerprint))
                .hasToString(fingerprint);
    }
}
