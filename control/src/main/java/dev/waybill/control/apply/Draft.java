package dev.waybill.control.apply;

import dev.waybill.contract.ExportId;

/**
 * One tenant's file as somebody writes it, before it is applied.
 *
 * @param yaml its text
 * @param others what becomes of the tenant's exports that it does not name
 */
public record Draft(String tenant, String yaml, Others others) {
    public Draft {
        if (!ExportId.isValid(tenant)) {
            throw new IllegalArgumentException("tenant id must match " + ExportId.SYNTAX);
        }
    }

    /** What becomes of exports that a draft does not name. */
    public enum Others {
        /** They are removed: the text is the whole file. */
        REMOVED,
        /** They stay as they are: the text is a part of it. */
        STAY
    }

    /** The name of its file. */
    public String file() {
        return tenant + ".yaml";
    }

    /** Without its text. */
    @Override
    public String toString() {
        return "draft of " + file();
    }
}
