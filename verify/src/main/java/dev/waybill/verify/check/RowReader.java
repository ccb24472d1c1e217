package dev.waybill.verify.check;

/** Reads the rows of an object. This module knows no formats; who does gives one. Safe for use by many threads. */
@FunctionalInterface
public interface RowReader {
    /**
     * What an object holds.
     *
     * @param name relative to the place
     * @param stored all of its bytes, which are those that the platform has signed
     * @throws UnreadableRowsException if it is not what it looks like
     */
    Rows read(String name, byte[] stored) throws UnreadableRowsException;
}
