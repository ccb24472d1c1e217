package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.format.compress.GzipFingerprint;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class GzipFingerprintTest {
    /** Raw deflate at level 6 of the fingerprint's text, made with Python's zlib 1.2.13. */
    private static final String ZLIB_AT_LEVEL_6 = "e8a636f363108b82";

    @Test
    void onTheZlibThatWaybillIsTestedWithGzipMakesTheBytesThatAreExpected() {
        // Given
        byte[] text = GzipFingerprint.text();
        byte[] deflated = new byte[text.length];
        Deflater zlib = new Deflater(6, true);
        zlib.setInput(text);
        zlib.finish();
        int length = zlib.deflate(deflated);
        zlib.end();
        assumeThat(GzipFingerprint.sha256(Arrays.copyOf(deflated, length)))
                .as("this runtime has another zlib")
                .isEqualTo(ZLIB_AT_LEVEL_6);

        // When
        boolean expected = GzipFingerprint.isExpected();

        // Then
        assertThat(expected).isTrue();
    }
}
