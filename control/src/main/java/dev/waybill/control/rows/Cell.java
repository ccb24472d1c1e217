package dev.waybill.control.rows;

/**
 * One value of a row, decoded from what its file is made of: compression, pages, quotes and escapes of the format.
 *
 * @param place its column, or its path in an object; {@link #LINE} where lines have no columns. Keys that an object has in the
 *     file stand in cells of their own, whose place ends with {@link #KEY}
 * @param text the value; numbers as they are written
 */
public record Cell(String place, String text) {
    /** The place of a whole line. */
    public static final String LINE = "line";
    /** Ends the places of keys. */
    public static final String KEY = " (key)";

    /** Names the place only: what a row holds reaches no log. */
    @Override
    public String toString() {
        return "Cell[" + place + "]";
    }
}
