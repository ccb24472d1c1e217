package dev.waybill.catalog.reign;

/** Who rules an export from an instant of event time on: a version, or nobody. */
public sealed interface Reign extends Timeline.Entry permits VersionReign, Vacancy {
    /** The change that made it. */
    Change change();

    UnknownMembers unknown();
}
