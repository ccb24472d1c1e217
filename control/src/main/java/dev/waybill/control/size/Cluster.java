package dev.waybill.control.size;

import static dev.waybill.control.size.Measured.BATCH_RECORDS;
import static dev.waybill.control.size.Measured.DELIVERED_BYTES;
import static dev.waybill.control.size.Measured.ENTRY_RECORDS;
import static dev.waybill.control.size.Measured.EVENT_RECORD_BYTES;
import static dev.waybill.control.size.Measured.INSTANCE_BYTES;
import static dev.waybill.control.size.Measured.INSTANCE_RECORDS;
import static dev.waybill.control.size.Measured.LEDGER_BATCH_BYTES;
import static dev.waybill.control.size.Measured.OBJECT_RECORD_BYTES;
import static dev.waybill.control.size.Measured.PASSED_BYTES;
import static dev.waybill.control.size.Measured.RECEIPT_BATCH_BYTES;
import static dev.waybill.control.size.Measured.RECEIPT_BYTES;
import static dev.waybill.control.size.Measured.RECEIPT_PASSED_BYTES;

import dev.waybill.contract.Topics;
import java.time.Duration;

/** What topics take in and keep, and what brokers have to do. */
final class Cluster {
    /** Retention of the ledger and of the deliveries. */
    static final Duration STATED = Duration.ofDays(30);
    /** A partition states at most so often what it has passed, seconds. */
    static final double PASSED_EVERY = 3;
    /** A batch with one part: opened, part, finished. */
    private static final double ENTRIES_OF_A_BATCH = 3;

    private final Expected expected;
    private final Flow flow;
    private final State state;
    private final Application application;

    Cluster(Expected expected, Flow flow, State state, Application application) {
        this.expected = expected;
        this.flow = flow;
        this.state = state;
        this.application = application;
    }

    /** Bytes a day, as all below: what producers send, not compressed. */
    double input() {
        return flow.eventsADay() * (expected.events().bytes() + EVENT_RECORD_BYTES.value());
    }

    double delivery() {
        return flow.rowsADay() * flow.storedRow()
                + flow.receiptsADay() * RECEIPT_BYTES.value()
                + flow.putsADay() * OBJECT_RECORD_BYTES.value();
    }

    /** Each source partition says to each partition of the ledger what it has passed. */
    private double passagesADay() {
        return Flow.DAY / PASSED_EVERY * application.sourcePartitions() * Topics.LEDGER_PARTITIONS;
    }

    double ledger() {
        return flow.objectsADay() * LEDGER_BATCH_BYTES.value() + passagesADay() * PASSED_BYTES.value();
    }

    double deliveries() {
        return flow.putsADay() * DELIVERED_BYTES.value();
    }

    private double receiptState() {
        return passagesADay() * RECEIPT_PASSED_BYTES.value() + flow.activeWindowsADay() * RECEIPT_BATCH_BYTES.value();
    }

    private double ledgerRecords() {
        return flow.objectsADay() * ENTRIES_OF_A_BATCH + passagesADay();
    }

    /** Offsets and transactions. */
    double bookkeeping() {
        return application.instances() * INSTANCE_BYTES.value() * Flow.DAY;
    }

    double changelogs() {
        return state.changelogADay() + receiptState();
    }

    /** What is sent to leaders, bytes a second, on average. */
    double bytesIn() {
        return (input() + delivery() + ledger() + deliveries() + changelogs() + bookkeeping()) / Flow.DAY;
    }

    /** The same at the peak: what follows from events grows with them. */
    double peakBytesIn() {
        return bytesIn() * expected.events().peak();
    }

    /** What leaders send: to followers, to the application and its standbys, to the sink. */
    double bytesOut() {
        double replication = (expected.kept().replicas() - 1) * bytesIn();
        double consumed = (input()
                        + delivery()
                        + ledger()
                        + deliveries()
                        + changelogs() * expected.kept().standbys())
                / Flow.DAY;
        return replication + consumed;
    }

    /** With what is sent for the changelogs, for offsets and for transactions; a second, on average. */
    double recordsIn() {
        double aDay = flow.eventsADay()
                + 2 * flow.putsADay()
                + ledgerRecords() * (1 + ENTRY_RECORDS.value())
                + flow.activeWindowsADay() * BATCH_RECORDS.value();
        return aDay / Flow.DAY + application.instances() * INSTANCE_RECORDS.value();
    }

    /** On the disks of all brokers, without what is free to be compacted. */
    double disk() {
        double once = input() * days(expected.kept().input())
                + delivery() * days(expected.kept().delivery())
                + (ledger() + deliveries()) * days(STATED)
                + State.DISK_FACTOR * application.stateBytes();
        return once * expected.kept().replicas();
    }

    private static double days(Duration time) {
        return time.toSeconds() / Flow.DAY;
    }
}
