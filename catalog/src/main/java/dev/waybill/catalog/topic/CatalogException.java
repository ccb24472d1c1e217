package dev.waybill.catalog.topic;

/** The catalog's topic cannot be read or written now; the message says what to do about it. */
public class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CatalogException(String message) {
        super(message);
    }

    CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
