package dev.waybill.layout;

import dev.waybill.kind.layout.LayoutSpec;

/**
 * Where a part stands below the destination's prefix. A kind is a record of what its {@link LayoutSpec} asks for.
 *
 * <p>Every layout puts {@link PartIdentity#unique()} into the name, so that different parts have different names and equal
 * names mean equal bytes. Names are printable ASCII of at most 620
 * bytes, without empty segments, {@code .} and {@code ..}; with the longest prefix they stay below S3's 1,024 bytes.
 */
public sealed interface Layout permits Default, Flat, S3Simple, S3Partitioned, Lakefs, SecurityLake, Template {
    /** What is asked for. */
    LayoutSpec spec();

    /** The object's name, relative to the destination's prefix; a function of its argument. */
    String name(PartIdentity part);
}
