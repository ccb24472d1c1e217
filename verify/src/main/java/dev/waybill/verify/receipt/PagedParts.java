package dev.waybill.verify.receipt;

import java.util.List;

/** Parts that stand on pages, in the order of their numbers, from 1 on. */
public record PagedParts(List<Page> pages) implements PartList {
    public PagedParts {
        pages = List.copyOf(pages);
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("pages must not be empty");
        }
    }

    @Override
    public long size() {
        return pages.stream().mapToLong(Page::parts).sum();
    }

    @Override
    public long rows() {
        return pages.stream().mapToLong(Page::rows).sum();
    }
}
