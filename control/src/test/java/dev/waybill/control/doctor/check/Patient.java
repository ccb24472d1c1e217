package dev.waybill.control.doctor.check;

import dev.waybill.contract.Delivery;
import dev.waybill.control.doctor.DraftExports;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An export of acme, looked at at five o'clock. */
final class Patient {
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";

    final FakeAccount account = new FakeAccount();
    final FakePipeline pipeline = new FakePipeline();
    Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:00:00Z"), ZoneOffset.UTC);
    Platform platform = Platform.NONE;
    Stage stage = Stage.APPLIED;
    Delivery delivery = Delivery.DEDICATED;
    Destination destination = DraftExports.s3("acme-logs", "client-logs");

    List<Diagnosis> examine(Check check) {
        ExportSpec spec = DraftExports.export("acme", "downloads", delivery, destination);
        CheckedExport export = new CheckedExport(
                spec,
                List.of(spec),
                platform,
                new ExternalIds(Map.of("acme", "wb-0123456789abcdef0123456789abcdef")),
                stage);
        return check.examine(new Examination(export, any -> account, pipeline, clock));
    }

    /** The only one. */
    Diagnosis diagnose(Check check) {
        List<Diagnosis> found = examine(check);
        if (found.size() != 1) {
            throw new AssertionError(found.toString());
        }
        return found.get(0);
    }

    /** A destination that asks for this encryption. */
    static S3Destination encrypted(Optional<String> key, boolean sseS3) {
        S3Destination plain = DraftExports.s3("acme-logs", "client-logs");
        return new S3Destination(
                plain.bucket(),
                plain.prefix(),
                plain.region(),
                plain.roleArn(),
                plain.credentials(),
                key,
                sseS3,
                plain.acl(),
                plain.storageClass(),
                plain.tags(),
                plain.endpoint(),
                plain.pathStyle(),
                plain.chunkedEncoding(),
                plain.checksumTrailers());
    }
}
