package dev.waybill.acls;

import java.util.Locale;

/** Which resources a name stands for. */
public enum NameMatch {
    /** The one that is called so. */
    LITERAL,
    /** All whose names begin so. */
    PREFIXED;

    /** As {@code kafka-acls.sh} takes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
