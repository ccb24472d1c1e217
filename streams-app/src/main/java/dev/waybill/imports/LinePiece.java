package dev.waybill.imports;

/**
 * A line, or a part of one that is too long to be kept in memory as a whole.
 *
 * @param number of the line, from 1
 * @param bytes without the line end
 * @param isFirst whether the line begins with it
 * @param isLast whether the line ends with it
 * @param isEnded false for the end of a log whose last line has no line end: it may be cut off, or still being written
 */
record LinePiece(long number, byte[] bytes, boolean isFirst, boolean isLast, boolean isEnded) {
    /** Whether it is a line that is short enough, and ended. */
    boolean isLine() {
        return isFirst && isLast && isEnded;
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "line " + number;
    }
}
