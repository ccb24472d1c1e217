package dev.waybill.imports;

/**
 * A line that was set aside.
 *
 * @param number from 1
 * @param reason why, without the line's content
 * @param content its bytes, for the terminal only
 */
public record RejectedLine(long number, String reason, byte[] content) {
    /** Without the content. */
    @Override
    public String toString() {
        return "line " + number + ": " + reason;
    }
}
