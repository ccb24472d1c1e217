package dev.waybill.benchmarks;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of specs as a platform has it: tenants with a bucket and a role of their own and two exports each, which go
 * through the shared topic; and a {@code platform.yaml}.
 */
record TenantFolder(Path root) {
    /** Writes the files. */
    static TenantFolder write(Path root, int tenants) throws IOException {
        TenantFolder written = new TenantFolder(root);
        Files.createDirectories(written.specs());
        Files.writeString(written.platform(), """
                accounts: { aws: "000000000000" }
                settings: { lead: PT1M, margin: PT30S, future-skew: PT10S }
                """);
        for (int number = 0; number < tenants; number++) {
            written.change(number, 0);
        }
        return written;
    }

    Path specs() {
        return root.resolve("specs");
    }

    Path platform() {
        return root.resolve("platform.yaml");
    }

    /** Changes a tenant's file. */
    void change(int number, int edition) throws IOException {
        Files.writeString(specs().resolve(tenant(number) + ".yaml"), yaml(number, edition));
    }

    /** What a tenant's file says in this edition. */
    static List<ExportSpec> exports(int number, int edition) {
        return SpecReader.parse(tenant(number) + ".yaml", yaml(number, edition)).exports();
    }

    /** As {@link StandardEvents} calls it. */
    static String tenant(int number) {
        return "tenant-" + number;
    }

    /** Editions differ in the size of parts, so that each is another version. */
    private static String yaml(int number, int edition) {
        return """
                tenant: %1$s
                exports:
                  - id: downloads
                    source: download
                    redact:
                      - { kind: truncate-ip, ipv4: 24, ipv6: 48 }
                      - { kind: drop-group, group: geo }
                    format: { kind: csv, compression: gzip }
                    schedule: { every: hourly }
                    part-size: %2$dMiB
                    delivery: shared
                    destination: { kind: s3, bucket: %1$s-logs, prefix: downloads, region: eu-west-1, role-arn: "%3$s" }
                  - id: audit
                    source: audit
                    format: { kind: json-lines, compression: gzip }
                    schedule: { every: hourly }
                    delivery: shared
                    destination: { kind: s3, bucket: %1$s-logs, prefix: audit, region: eu-west-1, role-arn: "%3$s" }
                """.formatted(tenant(number), 8 - edition, "arn:aws:iam::%012d:role/LogsWriter".formatted(number + 1));
    }
}
