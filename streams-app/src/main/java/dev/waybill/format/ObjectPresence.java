package dev.waybill.format;

/** Whether an object is there in events that have nothing to put in it. */
enum ObjectPresence {
    ALWAYS,
    /** It is null then; a list, too. */
    WHERE_ANY
}
