package dev.waybill.control.preview;

import dev.waybill.batch.PartitionBatches;
import dev.waybill.delivery.EventPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Sends events down the path of production, and closes every window they have begun. */
final class DeliveryRun {
    /** No window ends later. */
    private static final long END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private final EventPath.Setup setup;
    private final PreviewOutbox outbox;
    private final BooleanSupplier cancelled;

    DeliveryRun(EventPath.Setup setup, PreviewOutbox outbox, BooleanSupplier cancelled) {
        this.setup = setup;
        this.outbox = outbox;
        this.cancelled = cancelled;
    }

    /**
     * Delivers them.
     *
     * @param events by partition in the order of offsets
     * @return those that exports could take, selected or not
     */
    List<SourceEvent> deliver(List<SourceEvent> events) {
        List<SourceEvent> taken = new ArrayList<>();
        int begin = 0;
        while (begin < events.size() && !cancelled.getAsBoolean()) {
            int partition = events.get(begin).partition();
            int end = begin;
            while (end < events.size() && events.get(end).partition() == partition) {
                end++;
            }
            deliver(partition, events.subList(begin, end), taken);
            begin = end;
        }
        return taken;
    }

    private void deliver(int partition, List<SourceEvent> events, List<SourceEvent> taken) {
        EventPath path = EventPath.open(setup, partition, new MemoryStore(), outbox, System::nanoTime);
        PartitionBatches batches = path.batches();
        try {
            for (SourceEvent event : events) {
                outbox.begin();
                path.accept(event.offset(), event.arrivalMillis(), event.value());
                outbox.requireWorking();
                if (!outbox.isRefused()) {
                    taken.add(event);
                }
                emit(batches, event.arrivalMillis());
                if (cancelled.getAsBoolean()) {
                    break;
                }
            }
            batches.time().advanceIdle(END_OF_TIME);
            emit(batches, END_OF_TIME);
        } finally {
            batches.close();
        }
    }

    private static void emit(PartitionBatches batches, long wallMillis) {
        boolean more = batches.hasWork(wallMillis);
        while (more) {
            more = batches.work(wallMillis);
        }
    }
}
