package dev.waybill.catalog.record;

import dev.waybill.contract.ExportId;
import java.util.Optional;

/** What a record of the catalog is about. */
public sealed interface CatalogKey permits TenantKey, PauseKey, SettingsKey, ClockKey, UnknownKey {
    /** The key as it stands in the topic. */
    String text();

    /** Reads a key; one that this program does not know is a newer one's. */
    static CatalogKey parse(String text) {
        if (text.equals(SettingsKey.TEXT)) {
            return SettingsKey.SETTINGS;
        }
        if (text.equals(ClockKey.TEXT)) {
            return ClockKey.CLOCK;
        }
        if (ExportId.isValid(text)) {
            return new TenantKey(text);
        }
        Optional<CatalogKey> pause = PauseScope.parse(text).map(PauseKey::new);
        return pause.orElseGet(() -> new UnknownKey(text));
    }
}
