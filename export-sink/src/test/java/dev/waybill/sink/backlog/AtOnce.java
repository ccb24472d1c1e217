package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** Parks whatever may be parked as soon as it may. */
record AtOnce(List<String> parked) implements ParkingLot {
    @Override
    public Optional<Duration> parksAfter(BacklogKey backlog) {
        return Optional.of(Duration.ZERO);
    }

    @Override
    public void park(ExportId export, SinkRecord record) {
        parked.add(export + "@" + record.kafkaOffset());
    }

    @Override
    public boolean mayHold(ExportId export) {
        return !parked.isEmpty();
    }

    @Override
    public void close() {}
}
