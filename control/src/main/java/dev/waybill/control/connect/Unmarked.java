package dev.waybill.control.connect;

/** What becomes of a connector of a name and class that we need, which does not bear our mark: somebody has put it by hand. */
public enum Unmarked {
    /** It stays as it is, and is reported. */
    LEFT_ALONE,
    /** It becomes ours. */
    ADOPTED
}
