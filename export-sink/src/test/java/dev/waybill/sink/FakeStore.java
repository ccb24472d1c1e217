package dev.waybill.sink;

import dev.waybill.contract.DestinationEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.S3Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Destinations and the stores behind them, which can be broken and mended per export. */
final class FakeStore implements DestinationLookup, Uploader {
    final Map<ExportId, DestinationEntry> entries = new HashMap<>();
    final Map<ExportId, FailureKind> broken = new HashMap<>();
    final List<String> uploaded = new ArrayList<>();
    int attempts;
    boolean changed;

    void add(ExportId export, String bucket) {
        entries.put(
                export,
                new DestinationEntry(
                        export,
                        Topics.dedicated(export),
                        Optional.of("wb-1"),
                        S3Destination.ofRole(
                                bucket, "", "eu-west-1", "arn:aws:iam::111122223333:role/" + export.tenant())));
    }

    @Override
    public Optional<DestinationEntry> find(ExportId export) {
        return Optional.ofNullable(entries.get(export));
    }

    @Override
    public boolean refresh() {
        boolean result = changed;
        changed = false;
        return result;
    }

    @Override
    public void upload(Part part, DestinationEntry target) throws DeliveryException, RefusedRecordException {
        attempts++;
        Digest.verified(part);
        FailureKind failure = broken.get(part.export());
        if (failure != null) {
            throw new DeliveryException(failure, "fake");
        }
        uploaded.add(part.object());
    }
}
