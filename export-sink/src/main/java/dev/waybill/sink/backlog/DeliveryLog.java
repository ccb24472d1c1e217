package dev.waybill.sink.backlog;

import dev.waybill.ledger.DeliveryRecord;

/** Where the sink says what becomes of records. Whatever happens to it, delivery goes on. Safe for use by several threads. */
public interface DeliveryLog extends AutoCloseable {
    /** Notes the record to be written soon, in the order of these calls for each export. Never waits and never fails. */
    void say(DeliveryRecord record);

    /** Returns at once; what is noted is written, if that is soon possible. */
    @Override
    void close();

    /** Says nothing. */
    DeliveryLog NONE = new DeliveryLog() {
        @Override
        public void say(DeliveryRecord record) {}

        @Override
        public void close() {}
    };
}
