package dev.waybill.control.console.change;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.SettingsKey;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.control.console.access.TokenText;
import java.util.HexFormat;
import java.util.List;

/** What a plan was made from: changes with the tenant's record and with the settings, and with nothing else. */
final class Basis {
    private Basis() {}

    /** A short text; equal where both records are the same. */
    static String of(CatalogSnapshot catalog, String tenant) {
        StringBuilder versions = new StringBuilder();
        for (CatalogKey key : List.<CatalogKey>of(new TenantKey(tenant), SettingsKey.SETTINGS)) {
            versions.append(catalog.offset(key))
                    .append(' ')
                    .append(catalog.change(key))
                    .append('\n');
        }
        return HexFormat.of().formatHex(TokenText.hash(versions.toString()), 0, 16);
    }
}
