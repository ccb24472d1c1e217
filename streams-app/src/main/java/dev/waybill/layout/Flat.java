package dev.waybill.layout;

import dev.waybill.kind.layout.FlatSpec;

/** No folders. */
public record Flat(FlatSpec spec) implements Layout {
    @Override
    public String name(PartIdentity part) {
        return part.file();
    }
}
