package dev.waybill.catalog.plan;

import java.util.List;

/** The records that make a change; none if there is nothing to change. */
public record Records(List<NewRecord> list) implements Decision {
    public Records {
        list = List.copyOf(list);
    }
}
