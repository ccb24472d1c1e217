package dev.waybill.control.console.state;

import dev.waybill.contract.ExportId;

/** The catalog knows no such export. */
public final class UnknownExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownExportException(ExportId id) {
        super("the catalog knows no export " + id);
    }
}
