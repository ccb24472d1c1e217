package dev.waybill.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who decides what stands in a field of an event, as its property {@code waybill.origin} in the Avro schema says in lower
 * case. A value that a client chose is not looked for in what the platform states, else clients could take their names and
 * addresses out of the log.
 */
public enum FieldOrigin {
    /** The client writes it into its request, or decides it, without anybody checking it. */
    CLIENT,
    /** The platform itself says it about who did what. */
    PLATFORM,
    /** Anybody may have: the property is missing. */
    ANYBODY;

    static FieldOrigin of(@Nullable String name) {
        return name == null ? ANYBODY : valueOf(name.toUpperCase(Locale.ROOT));
    }
}
