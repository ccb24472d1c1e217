package dev.waybill.control.preview;

/**
 * A record of an input topic, or what would be one.
 *
 * @param partition of the source; 0 for files
 * @param offset in it, rising
 * @param arrivalMillis when it arrived, milliseconds since the epoch
 * @param value its bytes; not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of a record's value; never compared
public record SourceEvent(int partition, long offset, long arrivalMillis, byte[] value) {
    /** Names the place only. */
    @Override
    public String toString() {
        return "SourceEvent[" + partition + "@" + offset + "]";
    }
}
