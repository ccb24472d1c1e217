package dev.waybill.config;

/** What the setting {@code receipts.key} may say beside a reference to a secret. */
public final class ReceiptsKey {
    /** Nobody has said anything: who would issue receipts does not start. */
    public static final String NONE = "none";
    /** There are no receipts, on purpose. */
    public static final String OFF = "off";

    private ReceiptsKey() {}
}
