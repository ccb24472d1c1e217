package dev.waybill.layout;

/** A layout without folders: every object stands right below the prefix. */
public record Flat() implements Layout {
    @Override
    public String name(PartIdentity part) {
        return part.file();
    }
}
