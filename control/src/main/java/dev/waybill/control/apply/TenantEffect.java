package dev.waybill.control.apply;

import dev.waybill.render.FileChange;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What becomes of a tenant.
 *
 * @param kind {@code added}, {@code changed}, {@code removed}, or {@code documents} where only its IAM documents change
 * @param exports those that change
 * @param documents its IAM documents that change, by name
 */
public record TenantEffect(
        String tenant, String kind, List<ExportEffect> exports, SortedMap<String, FileChange> documents) {
    public TenantEffect {
        exports = List.copyOf(exports);
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }
}
