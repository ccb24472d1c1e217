package dev.waybill.registry;

import dev.waybill.event.TryAgainException;
import org.jspecify.annotations.Nullable;

/**
 * Says that the registry gave no answer about a schema id. The record must wait: nothing is known to be wrong with it.
 */
public final class RegistryUnavailableException extends TryAgainException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
