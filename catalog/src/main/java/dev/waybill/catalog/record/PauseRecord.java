package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.UnknownMembers;
import java.util.Optional;

/**
 * That something is paused, or was: the last pause of a scope is kept, and who ended it.
 *
 * @param since who paused it, when and why
 * @param resumed who ended it, when and why; empty while it holds
 */
public record PauseRecord(Change since, Optional<Change> resumed, UnknownMembers unknown) {
    /** A pause that holds. */
    public static PauseRecord since(Change since) {
        return new PauseRecord(since, Optional.empty(), UnknownMembers.NONE);
    }

    /** The same, ended. */
    public PauseRecord resumed(Change change) {
        return new PauseRecord(since, Optional.of(change), unknown);
    }
}
