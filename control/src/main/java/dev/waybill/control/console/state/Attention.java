package dev.waybill.control.console.state;

/** Which exports a list has, by whether they need somebody. */
public enum Attention {
    /** All. */
    ALL,
    /** Those that need somebody. */
    NEEDED;

    boolean takes(ExportLine line) {
        return this == ALL || line.needsSomebody();
    }
}
