package dev.waybill.layout;

import dev.waybill.kind.layout.FlatSpec;

/** A layout without folders: every object stands right below the prefix. */
public record Flat(FlatSpec spec) implements Layout {
    @Override
    public String name(PartIdentity part) {
        return part.file();
    }
}
