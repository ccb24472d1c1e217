package dev.waybill.sink;

import dev.waybill.contract.DestinationEntry;

/** Writes a part to its destination. Safe for use by several threads. */
interface Uploader {
    /**
     * Returns once the object is durable, or was there already with the same content; doing it again is harmless.
     *
     * @throws DeliveryException when it may work later
     * @throws RefusedRecordException when it can never work
     */
    void upload(Part part, DestinationEntry target) throws DeliveryException, RefusedRecordException;
}
