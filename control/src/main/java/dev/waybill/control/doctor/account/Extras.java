package dev.waybill.control.doctor.account;

/** With what the test object is put. */
public enum Extras {
    /** With all that the destination asks for: as everything that is delivered. */
    ALL,
    /** The same without tags, to tell which right is missing. */
    NO_TAGS
}
