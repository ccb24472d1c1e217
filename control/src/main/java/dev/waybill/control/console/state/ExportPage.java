package dev.waybill.control.console.state;

import dev.waybill.contract.ExportId;
import java.util.List;
import java.util.Optional;

/**
 * Some exports of a list.
 *
 * @param matching how many the whole list has
 * @param next the export to go on after; empty if these are the last
 */
public record ExportPage(List<ExportLine> exports, int matching, Optional<ExportId> next) {
    public ExportPage {
        exports = List.copyOf(exports);
    }
}
