package dev.waybill.sink.destination;

import dev.waybill.sink.part.ExportObject;
import dev.waybill.sink.part.RefusedRecordException;

/**
 * Writes objects to their destinations. An object takes one call or two, none of which takes longer than the time that
 * is set for it. Safe for use by several threads.
 */
public interface Uploader {
    /** Where the next call goes. */
    Endpoint next(Target target);

    /**
     * Makes the next call. True once the object is durable, or was there already with the same content; false when
     * another call is needed. Doing it again is harmless.
     *
     * @throws DeliveryException when it may work later
     * @throws RefusedRecordException when it can never work
     */
    boolean upload(ExportObject object, Target target) throws DeliveryException, RefusedRecordException;
}
