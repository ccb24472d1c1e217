package dev.waybill.control.apply;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.contract.ExportId;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A folder of specs as an operator keeps it, and what is asked for about it. */
public final class Folder {
    static final String DIRECTORY = "destination: { kind: file, directory: /tmp/%s }";
    static final String BUCKET = "destination: { kind: s3, bucket: %s-logs, prefix: logs, region: eu-west-1,"
            + " role-arn: \"arn:aws:iam::111122223333:role/LogsWriter\" }";
    static final String PLATFORM = "accounts: { aws: \"884446598447\" }\n";

    private final Path tenants;
    private final Path platform;
    private final Set<String> only = new LinkedHashSet<>();
    private final Set<ExportId> redirected = new LinkedHashSet<>();
    private final Set<ExportId> discarded = new LinkedHashSet<>();
    private final Set<GuardRule> allowed = new LinkedHashSet<>();
    private final Map<String, String> externalIds = new HashMap<>();
    private Optional<Instant> begin = Optional.empty();

    public Folder(Path root) {
        this.tenants = root.resolve("tenants");
        this.platform = root.resolve("platform.yaml");
        try {
            Files.createDirectories(tenants);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        platform(PLATFORM);
    }

    /** A tenant with one export, {@code downloads}, and these further lines in it. */
    public Folder tenant(String tenant, String... lines) {
        return file(tenant + ".yaml", """
                tenant: %s
                exports:
                  - id: downloads
                    source: download
                    %s
                """.formatted(tenant, String.join("\n    ", defaults(tenant, lines))));
    }

    private static String[] defaults(String tenant, String... lines) {
        String all = String.join("\n", lines);
        String[] more = {
            all.contains("format:") ? "" : "format: { kind: csv }",
            all.contains("destination:") ? "" : DIRECTORY.formatted(tenant)
        };
        return java.util.stream.Stream.concat(Arrays.stream(lines), Arrays.stream(more))
                .filter(line -> !line.isEmpty())
                .toArray(String[]::new);
    }

    public Folder file(String name, String text) {
        return write(tenants.resolve(name), text);
    }

    public Folder platform(String text) {
        return write(platform, text);
    }

    public Folder without(String file) {
        try {
            Files.delete(tenants.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Folder only(String tenant) {
        only.add(tenant);
        return this;
    }

    public Folder allow(GuardRule rule) {
        allowed.add(rule);
        return this;
    }

    Folder redirect(String tenant, String export) {
        redirected.add(new ExportId(tenant, export));
        return this;
    }

    Folder discard(String tenant, String export) {
        discarded.add(new ExportId(tenant, export));
        return this;
    }

    Folder begin(String instant) {
        begin = Optional.of(Instant.parse(instant));
        return this;
    }

    Folder externalId(String tenant, String id) {
        externalIds.put(tenant, id);
        return this;
    }

    /** The request; what was asked for beside the files is forgotten after it. */
    public ApplyRequest request() {
        try {
            Wanted wanted = only.isEmpty()
                    ? Wanted.all(tenants, Optional.of(platform), secret -> "the secret of " + secret)
                    : Wanted.only(
                            Set.copyOf(only), tenants, Optional.of(platform), secret -> "the secret of " + secret);
            ApplyRequest request = new ApplyRequest(
                    wanted,
                    exports -> TopicPlan.of(exports, TopicSettings.EMBEDDED),
                    begin,
                    redirected,
                    discarded,
                    allowed,
                    externalIds,
                    "ops",
                    "ticket 7");
            only.clear();
            redirected.clear();
            discarded.clear();
            allowed.clear();
            externalIds.clear();
            begin = Optional.empty();
            return request;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Folder write(Path file, String text) {
        try {
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
