package dev.waybill.topology;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a stored value says, with blocks decompressed, so that it can be searched. */
final class DecodedState {
    private DecodedState() {}

    static String text(byte[] key, byte[] value) {
        byte[] plain = value;
        if (key[0] == 'B') {
            plain = Zstd.decompress(
                    Arrays.copyOfRange(value, 4, value.length),
                    ByteBuffer.wrap(value).getInt());
        }
        return new String(plain, StandardCharsets.ISO_8859_1);
    }
}
