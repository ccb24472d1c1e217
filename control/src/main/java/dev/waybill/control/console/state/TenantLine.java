package dev.waybill.control.console.state;

import dev.waybill.control.status.ExportState;

/**
 * A tenant as lists show it.
 *
 * @param state of the export that needs somebody most
 * @param exports how many it has, those that have ended among them
 * @param needSomebody how many of them need somebody
 */
public record TenantLine(String tenant, ExportState state, int exports, int needSomebody) {
    static TenantLine of(ExportLine export) {
        return new TenantLine(export.id().tenant(), export.state(), 1, export.needsSomebody() ? 1 : 0);
    }

    TenantLine and(TenantLine other) {
        return new TenantLine(
                tenant,
                state.compareTo(other.state) <= 0 ? state : other.state,
                exports + other.exports,
                needSomebody + other.needSomebody);
    }
}
