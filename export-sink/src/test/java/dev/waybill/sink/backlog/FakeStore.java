package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Uploader;
import dev.waybill.sink.fake.S3DestinationBuilder;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.sink.part.RefusedRecordException;
import dev.waybill.spec.destination.DestinationEntry;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Destinations and the stores behind them, which can be broken and mended per export. */
final class FakeStore implements DestinationLookup, Uploader {
    final Map<ExportId, DestinationEntry> entries = new HashMap<>();
    final Map<ExportId, FailureKind> broken = new HashMap<>();
    static final Endpoint STS = Endpoint.sts(Optional.empty(), "eu-west-1");

    /** Exports whose next call goes to STS. */
    final Set<ExportId> withoutSession = new HashSet<>();

    final List<String> uploaded = new ArrayList<>();
    int attempts;
    boolean changed;

    /** Whether uploads end as no upload should. */
    boolean bug;

    void add(ExportId export, String bucket) {
        S3DestinationBuilder destination = new S3DestinationBuilder();
        destination.bucket = bucket;
        add(export, destination);
    }

    void add(ExportId export, URI endpoint) {
        S3DestinationBuilder destination = new S3DestinationBuilder();
        destination.endpoint = endpoint;
        add(export, destination);
    }

    private void add(ExportId export, S3DestinationBuilder destination) {
        entries.put(
                export,
                new DestinationEntry(export, Topics.dedicated(export), Optional.of("wb-1"), destination.build()));
    }

    @Override
    public Endpoint next(DestinationEntry target) {
        return withoutSession.contains(target.exportId()) ? STS : Endpoint.store((S3Destination) target.destination());
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
    public boolean upload(ExportObject object, DestinationEntry target)
            throws DeliveryException, RefusedRecordException {
        attempts++;
        if (bug) {
            throw new IllegalStateException("a bug");
        }
        Digest.verified(object);
        FailureKind failure = broken.get(object.export());
        if (failure != null) {
            throw new DeliveryException(failure, "fake");
        }
        if (withoutSession.remove(object.export())) {
            return false;
        }
        uploaded.add(object.path());
        return true;
    }
}
