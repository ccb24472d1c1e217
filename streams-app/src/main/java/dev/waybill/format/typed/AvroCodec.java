package dev.waybill.format.typed;

import dev.waybill.format.compress.DeflateCodec;
import org.apache.avro.file.CodecFactory;

/** How the blocks of an Avro file are compressed. The YAML name is the lower-case constant. */
public enum AvroCodec {
    NONE(CodecFactory.nullCodec()),
    /** Level 4. */
    DEFLATE(CodecFactory.deflateCodec(DeflateCodec.LEVEL)),
    SNAPPY(CodecFactory.snappyCodec()),
    /** Level 3 with a checksum. */
    ZSTD(CodecFactory.zstandardCodec(3, true));

    private final CodecFactory factory;

    AvroCodec(CodecFactory factory) {
        this.factory = factory;
    }

    CodecFactory factory() {
        return factory;
    }
}
