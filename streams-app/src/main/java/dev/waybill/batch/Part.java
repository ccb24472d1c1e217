package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * The content of one object, finished and named.
 *
 * @param export the export
 * @param topic where it is emitted to
 * @param window the window its events belong to
 * @param lateHour the beginning of the hour in which its events arrived; empty where they were on time
 * @param number consecutive from 0 in its batch
 * @param events how many events it holds, at least 1
 * @param object path relative to the destination's prefix
 * @param contentType of the stored bytes
 * @param configVersion version of the spec it was made under
 * @param sha256 of {@code bytes}, lower-case hex
 * @param bytes the object's bytes; not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier from the engine to the topic; never compared
public record Part(
        ExportId export,
        String topic,
        Window window,
        Optional<Instant> lateHour,
        int number,
        long events,
        String object,
        String contentType,
        String configVersion,
        String sha256,
        byte[] bytes) {
    /** On time or late. */
    public PartKind kind() {
        return lateHour.isPresent() ? PartKind.LATE_PART : PartKind.PART;
    }

    /** Names the object only: event content never reaches a log. */
    @Override
    public String toString() {
        return "Part[" + export + " " + object + "]";
    }
}
