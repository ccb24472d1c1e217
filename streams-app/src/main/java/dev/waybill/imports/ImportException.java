package dev.waybill.imports;

import org.jspecify.annotations.Nullable;

/** Says that an import cannot begin or go on. The message says where, what, and what to do. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
