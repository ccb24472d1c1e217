package dev.waybill.format.json;

/** Whether an object is there in events that have nothing to put in it. */
public enum ObjectPresence {
    ALWAYS,
    /** It is null then; a list, too. */
    WHERE_ANY
}
