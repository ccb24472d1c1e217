package dev.waybill.catalog.reign;

import java.time.Instant;

/**
 * Nobody rules from an instant on.
 *
 * @param ending why
 */
public record Vacancy(Instant from, Ending ending, Change change, UnknownMembers unknown) implements Reign {
    public Vacancy(Instant from, Ending ending, Change change) {
        this(from, ending, change, UnknownMembers.NONE);
    }
}
