package dev.waybill.catalog.record;

/** That an export, a tenant or everything is paused. */
public record PauseKey(PauseScope scope) implements CatalogKey {
    @Override
    public String text() {
        return scope.key();
    }
}
