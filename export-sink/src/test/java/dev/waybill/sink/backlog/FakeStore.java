package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.destination.Uploader;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.fake.S3DestinationBuilder;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.sink.part.RefusedRecordException;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Destinations and the stores behind them, which can be broken and mended per export, or per bucket. */
final class FakeStore implements DestinationLookup, Uploader {
    static final Endpoint STS = Endpoint.sts(Optional.empty(), "eu-west-1");

    /** By export and version: what is found from the next refresh on. */
    final Map<ExportId, Map<String, Target>> entries = new HashMap<>();

    final Map<ExportId, Pause> pauses = new HashMap<>();
    final Map<ExportId, Instant> discardsBefore = new HashMap<>();
    final Map<ExportId, FailureKind> broken = new HashMap<>();
    final Map<String, FailureKind> brokenBuckets = new HashMap<>();

    /** Exports whose next call goes to STS. */
    final Set<ExportId> withoutSession = new HashSet<>();

    /** Names of uploaded objects. */
    final List<String> uploaded = new ArrayList<>();

    /** Bucket and name of uploaded objects. */
    final List<String> uploadedTo = new ArrayList<>();

    final List<Optional<String>> externalIds = new ArrayList<>();

    /** What a look finds, beside what is known already. */
    Runnable onLook = () -> {};

    int looks;
    int attempts;

    /** Whether uploads end as no upload should. */
    boolean bug;

    private Map<ExportId, Map<String, Target>> known = Map.of();
    private Map<ExportId, Pause> knownPauses = Map.of();

    void add(ExportId export, String bucket) {
        add(export, Records.VERSION, bucket);
    }

    void add(ExportId export, String version, String bucket) {
        S3DestinationBuilder destination = new S3DestinationBuilder();
        destination.bucket = bucket;
        add(export, version, destination, "wb-1");
    }

    void add(ExportId export, URI endpoint) {
        S3DestinationBuilder destination = new S3DestinationBuilder();
        destination.endpoint = endpoint;
        add(export, Records.VERSION, destination, "wb-1");
    }

    void add(ExportId export, String version, S3DestinationBuilder destination, String externalId) {
        entries.computeIfAbsent(export, any -> new HashMap<>())
                .put(version, new Target(export, destination.build(), Optional.of(externalId)));
    }

    @Override
    public Endpoint next(Target target) {
        return withoutSession.contains(target.export()) ? STS : Endpoint.store((S3Destination) target.destination());
    }

    @Override
    public Optional<Target> find(ExportId export, String version) {
        return Optional.ofNullable(known.getOrDefault(export, Map.of()).get(version));
    }

    @Override
    public Optional<Pause> paused(ExportId export) {
        return Optional.ofNullable(pauses.get(export));
    }

    @Override
    public boolean discards(ExportId export, Instant windowStart) {
        return discardsBefore.containsKey(export) && windowStart.isBefore(discardsBefore.get(export));
    }

    @Override
    public boolean refresh() {
        if (known.equals(entries) && knownPauses.equals(pauses)) {
            return false;
        }
        known = new HashMap<>();
        entries.forEach((export, versions) -> known.put(export, Map.copyOf(versions)));
        knownPauses = Map.copyOf(pauses);
        return true;
    }

    @Override
    public boolean lookAgain(ExportId export, String version) {
        looks++;
        onLook.run();
        return entries.getOrDefault(export, Map.of()).containsKey(version);
    }

    @Override
    public boolean upload(ExportObject object, Target target) throws DeliveryException, RefusedRecordException {
        attempts++;
        if (bug) {
            throw new IllegalStateException("a bug");
        }
        Digest.verified(object);
        String bucket = ((S3Destination) target.destination()).bucket();
        FailureKind failure = broken.getOrDefault(object.export(), brokenBuckets.get(bucket));
        if (failure != null) {
            throw new DeliveryException(failure, "fake");
        }
        if (withoutSession.remove(object.export())) {
            return false;
        }
        uploaded.add(object.path());
        uploadedTo.add(bucket + "/" + object.path());
        externalIds.add(target.externalId());
        return true;
    }
}
