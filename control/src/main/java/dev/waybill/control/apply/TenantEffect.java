package dev.waybill.control.apply;

import dev.waybill.catalog.record.UnreadableSpec;
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
 * @param unreadable specs that its documents follow from and this program cannot read; if there are any, there are no documents
 */
public record TenantEffect(
        String tenant,
        String kind,
        List<ExportEffect> exports,
        SortedMap<String, FileChange> documents,
        List<UnreadableSpec> unreadable) {
    public TenantEffect {
        exports = List.copyOf(exports);
        unreadable = List.copyOf(unreadable);
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }
}
