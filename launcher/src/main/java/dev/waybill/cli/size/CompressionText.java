package dev.waybill.cli.size;

import dev.waybill.kind.format.Compression;

final class CompressionText extends KindText<Compression> {
    CompressionText() {
        super(Compression.class);
    }
}
