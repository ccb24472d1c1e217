package dev.waybill.control.rows;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Text without its compression, which its first bytes tell: no text begins with them. */
final class Unpacked {
    private static final int BUFFER = 64 * 1024;

    private Unpacked() {}

    static InputStream open(byte[] stored) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(stored);
        if (begins(stored, 0x1f, 0x8b)) {
            return new GZIPInputStream(in, BUFFER);
        }
        return begins(stored, 0x28, 0xb5, 0x2f, 0xfd) ? new ZstdInputStream(in) : in;
    }

    private static boolean begins(byte[] stored, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (stored.length <= i || (stored[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
