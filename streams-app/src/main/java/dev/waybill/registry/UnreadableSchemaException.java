package dev.waybill.registry;

/** Says that a registered schema cannot be read. Never leaves this package. */
final class UnreadableSchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
