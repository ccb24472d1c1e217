package dev.waybill.control.apply;

/** What became of a request. */
public enum ApplyState {
    /** Nothing was changed: only a plan was asked for. */
    PLANNED,
    /** Everything is as it is wished already. */
    NOTHING_TO_DO,
    /** It was changed. */
    APPLIED,
    /** The guard refuses it, or it cannot be made; nothing was changed. */
    REFUSED,
    /** Somebody else has changed the same meanwhile; the catalog was not changed. */
    OVERTAKEN
}
