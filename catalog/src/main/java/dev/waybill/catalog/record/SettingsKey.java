package dev.waybill.catalog.record;

/** The one record of the settings. */
public enum SettingsKey implements CatalogKey {
    SETTINGS;

    static final String TEXT = "_settings";

    @Override
    public String text() {
        return TEXT;
    }
}
