package dev.waybill.benchmarks;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The tenants of {@link Soak} and {@link TenantMemory}: two exports each with windows of five minutes, a receipt for each, and the
 * events' ids in every row.
 */
final class SoakTenants {
    /** How long a window is. */
    static final int WINDOW_MINUTES = 5;

    /** Later ones have windows of an hour: with 10,000 tenants two cores could not deliver all others. */
    static final int SHORT_WINDOWS = 2_000;

    static final String PREFIX_DOWNLOADS = "downloads";
    static final String PREFIX_AUDIT = "audit";

    private SoakTenants() {}

    static String tenant(int number) {
        return "tenant-" + number;
    }

    static String bucket(int number) {
        return tenant(number) + "-logs";
    }

    static String role(int number) {
        return "arn:aws:iam::%012d:role/LogsWriter".formatted(number + 1);
    }

    /** Writes the files of the first tenants, and {@code platform.yaml} beside their folder {@code specs}. */
    static void write(Path root, int tenants) throws IOException {
        Path specs = Files.createDirectories(root.resolve("specs"));
        Files.writeString(root.resolve("platform.yaml"), """
                accounts: { aws: "000000000000" }
                settings: { lead: PT1M, margin: PT30S, future-skew: PT10S, lateness: PT5M, history: PT1H }
                """);
        for (int number = 0; number < tenants; number++) {
            Files.writeString(specs.resolve(tenant(number) + ".yaml"), yaml(number, 0));
        }
    }

    /** What a tenant's file says in this edition. Editions have other formats and sizes, so each is another version. */
    static List<ExportSpec> exports(int number, int edition) {
        return SpecReader.parse(tenant(number) + ".yaml", yaml(number, edition)).exports();
    }

    private static String yaml(int number, int edition) {
        return """
                tenant: %1$s
                exports:
                  - id: downloads
                    source: download
                    redact:
                      - { kind: truncate-ip, ipv4: 24, ipv6: 48 }
                      - { kind: drop-group, group: geo }
                    format: { kind: %2$s, compression: gzip }
                    schedule: { every: %6$s, grace: PT10S }
                    part-size: %3$dMiB
                    receipts: window
                    delivery: shared
                    destination: { kind: s3, bucket: %4$s, prefix: downloads, region: eu-west-1, role-arn: "%5$s" }
                  - id: audit
                    source: audit
                    format: { kind: json-lines, compression: gzip }
                    schedule: { every: %6$s, grace: PT10S }
                    part-size: %3$dMiB
                    receipts: window
                    delivery: shared
                    destination: { kind: s3, bucket: %4$s, prefix: audit, region: eu-west-1, role-arn: "%5$s" }
                """.formatted(
                        tenant(number),
                        edition % 2 == 0 ? "csv, columns: all" : "json-lines",
                        1 + edition % 8,
                        bucket(number),
                        role(number),
                        number < SHORT_WINDOWS ? "\"*/" + WINDOW_MINUTES + " * * * *\"" : "hourly");
    }
}
