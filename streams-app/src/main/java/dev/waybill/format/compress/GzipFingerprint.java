package dev.waybill.format.compress;

import dev.waybill.contract.Sha256;
import dev.waybill.kind.format.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether this Java runtime's zlib makes the same gzip bytes as the one Waybill is tested with. Runtimes bring their
 * own zlib or use the system's, and not all zlibs (zlib-ng, Cloudflare's) make the same bytes of the same rows.
 */
public final class GzipFingerprint {
    /** What zlib 1.2.13 makes of {@link #text}. */
    private static final String EXPECTED = "e3ba534e026b27c0";

    private static final int LINES = 2_000;

    private GzipFingerprint() {}

    /** Whether this runtime makes the expected bytes. */
    public static boolean isExpected() {
        return EXPECTED.equals(current());
    }

    private static String current() {
        byte[] text = text();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (SizedOutput gzip = SizedOutput.open(Compression.GZIP, compressed)) {
            gzip.write(text, 0, text.length);
            gzip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(compressed.toByteArray());
    }

    public static String sha256(byte[] bytes) {
        return Sha256.hex(bytes).substring(0, 16);
    }

    /** Lines like those of a log: words that come again, and numbers that do not. */
    public static byte[] text() {
        StringBuilder text = new StringBuilder();
        long number = 1;
        for (int line = 0; line < LINES; line++) {
            number = number * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            text.append("198.51.100.")
                    .append(number >>> 58)
                    .append(",GET,/widgets/widget-")
                    .append(number >>> 54 & 0x3FF)
                    .append("/download?id=")
                    .append(Long.toHexString(number))
                    .append(",200\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
