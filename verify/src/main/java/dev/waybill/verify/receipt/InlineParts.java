package dev.waybill.verify.receipt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parts that the receipt itself lists. */
public record InlineParts(List<Part> parts) implements PartList {
    /** No part. */
    public static final InlineParts NONE = new InlineParts(List.of());

    public InlineParts {
        parts = List.copyOf(parts);
        Set<String> names = new HashSet<>();
        parts.forEach(part -> {
            if (!names.add(part.name())) {
                throw new IllegalArgumentException("the part " + part.name() + " is listed twice");
            }
        });
    }

    @Override
    public long size() {
        return parts.size();
    }

    @Override
    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }
}
