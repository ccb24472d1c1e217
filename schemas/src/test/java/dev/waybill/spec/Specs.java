package dev.waybill.spec;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Specs for tests. */
public final class Specs {
    public static final String ROLE = "arn:aws:iam::111122223333:role/WaybillLogs";

    private Specs() {}

    /** Every key at its default. */
    public static ExportSpec plain() {
        return new ExportSpec(
                new ExportId("acme", "downloads"),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(),
                new KindSpec("csv", Map.of()),
                ExportSpec.DEFAULT_LAYOUT,
                ScheduleSpec.HOURLY,
                Limits.DEFAULT_PART_SIZE,
                true,
                Delivery.DEDICATED,
                S3Destination.ofRole("acme-logs", "", "eu-west-1", ROLE),
                Map.of());
    }

    /** No key at its default. */
    public static ExportSpec full() {
        return new ExportSpec(
                new ExportId("acme", "audit-2"),
                Source.AUDIT,
                false,
                new SelectSpec(
                        new SelectSpec.IncludeExclude(List.of("acme/tools-*"), List.of("acme/tools-x")),
                        new SelectSpec.IncludeExclude(List.of("acme"), List.of()),
                        new SelectSpec.IncludeExclude(List.of(), List.of("secret-*")),
                        new SelectSpec.IncludeExclude(List.of("stable"), List.of("nightly")),
                        List.of("user"),
                        List.of("artifact_downloaded"),
                        List.of("create", "!read"),
                        List.of("ci-*", "!ci-test"),
                        List.of("user"),
                        List.of("2xx", "404"),
                        List.of("GET"),
                        SampleRate.parse("12.5%"),
                        "actor.name != null"),
                List.of(
                        new KindSpec(
                                "hash",
                                Map.of(
                                        "field",
                                        "actor.identifier",
                                        "key",
                                        "${env:ACME_HMAC}",
                                        "epoch",
                                        "2026-a",
                                        "fingerprint",
                                        "123456789012")),
                        new KindSpec("truncate-ip", Map.of("ipv4", 24, "ipv6", 48)),
                        new KindSpec(
                                "odd",
                                Map.of(
                                        "ratio",
                                        0.1,
                                        "big",
                                        5_000_000_000L,
                                        "nested",
                                        Map.of("b", 1, "a", List.of(true, "x"))))),
                new KindSpec("csv", Map.of("columns", List.of("event_id", "detail"), "compression", "gzip")),
                new KindSpec("lakefs", Map.of("region", "eu-west-1")),
                new ScheduleSpec("0 */6 * * *", ZoneId.of("Europe/Berlin"), Duration.ofMinutes(90)),
                1024 * 1024,
                false,
                Optional.of(ReceiptCadence.OFF),
                Delivery.SHARED,
                everyOption(),
                Map.of("tasks.max", "3"));
    }

    /** The plain spec with this {@code select}, a flow mapping as YAML has it. */
    public static ExportSpec selecting(String select) {
        return SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    select: %s
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, region: eu-west-1, role-arn: "%s" }
                """.formatted(select, ROLE))
                .exports()
                .get(0);
    }

    static S3Destination everyOption() {
        return new S3Destination(
                "Container_1",
                "logs/audit",
                "nz-por-1",
                Optional.empty(),
                Optional.of("catalyst"),
                Optional.empty(),
                true,
                Optional.of("bucket-owner-full-control"),
                Optional.of("STANDARD_IA"),
                Map.of("team", "security"),
                Optional.of(URI.create("https://object-storage.example.test")),
                true,
                false,
                false);
    }

    public static FileDestination directory() {
        return new FileDestination(Path.of("/var/lib/logs"), "acme");
    }
}
