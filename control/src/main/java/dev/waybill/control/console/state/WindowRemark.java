package dev.waybill.control.console.state;

import dev.waybill.contract.YamlName;

/** What else is to be known about a window. */
public enum WindowRemark {
    /** What was said of it first is no longer kept, so it may have had more events and parts. */
    PARTIAL,
    /** Of some part it is known that it is in the bucket, but not when it came. */
    UNTIMED,
    /** Not all its parts can be listed, since they stand too far apart in the ledger. */
    SCATTERED,
    /** Its receipt is in the bucket. */
    RECEIPT;

    /** As programs read it. */
    public String word() {
        return YamlName.of(this);
    }
}
