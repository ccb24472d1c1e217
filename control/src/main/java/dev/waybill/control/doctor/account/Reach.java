package dev.waybill.control.doctor.account;

/** What a session may do of what its role may. */
public enum Reach {
    /** Writing below the destination's prefix: as the sink's sessions. */
    DELIVERY,
    /** All of it: to see whether the role may more than it should. */
    WHOLE_ROLE
}
