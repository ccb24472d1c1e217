package dev.waybill.control.doctor.check;

/** What is said of everything that cannot be looked at for want of a session or of keys. */
final class NoEntry {
    private NoEntry() {}

    static Diagnosis notChecked(String what, String detail) {
        return Diagnosis.notChecked(
                what + ", for the bucket cannot be entered: " + detail,
                "needs a role that can be assumed, or the static keys of the destination");
    }

    static Diagnosis notStored(String what) {
        return Diagnosis.notChecked(
                what + ", for the test object could not be put", "look again when put-below-prefix has passed");
    }
}
