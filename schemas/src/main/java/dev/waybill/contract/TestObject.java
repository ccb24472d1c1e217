package dev.waybill.contract;

/**
 * The object by which {@code ./waybill doctor} finds out whether a destination takes what is delivered. It holds no events
 * and no receipt names it, so whoever reads what was delivered passes over it.
 */
public final class TestObject {
    /** The folder of what Waybill itself puts beside parts and receipts; relative to the destination's prefix. */
    public static final String FOLDER = "_waybill/";

    /** Its one name, relative to the destination's prefix. */
    public static final String NAME = FOLDER + "doctor.json";

    private TestObject() {}
}
