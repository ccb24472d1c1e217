package dev.waybill.kafka;

import dev.waybill.event.TryAgainException;

/** What rules an event did not become known in time. */
final class CatalogBehindException extends TryAgainException {
    private static final long serialVersionUID = 1L;

    CatalogBehindException(String message) {
        super(message, null);
    }
}
