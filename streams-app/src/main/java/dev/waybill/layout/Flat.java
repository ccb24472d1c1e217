package dev.waybill.layout;

/** No folders. */
public record Flat() implements Layout {
    @Override
    public String name(PartIdentity part) {
        return part.file();
    }
}
