package dev.waybill.render;

import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.contract.ExportId;
import dev.waybill.iam.AccessPointReaderPolicy;
import dev.waybill.iam.Arn;
import dev.waybill.iam.Partition;
import dev.waybill.render.Platform.AccessPoint;
import dev.waybill.render.Platform.ConfluentSinkSettings;
import dev.waybill.render.Platform.Oidc;
import dev.waybill.render.Platform.WaybillSinkSettings;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code platform.yaml}; see {@code docs/reference/connectors.md}. */
public final class PlatformReader {
    private PlatformReader() {}

    /**
     * Reads the file.
     *
     * @throws SpecException with every problem, if there is one
     * @throws IOException if the file cannot be read
     */
    public static Platform read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Reads the file's text.
     *
     * @throws SpecException with every problem, if there is one
     */
    public static Platform parse(String file, String yaml) {
        List<Problem> problems = new ArrayList<>();
        Optional<Platform> platform = Mapping.yaml(file, yaml, problems::add).map(PlatformReader::platform);
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return platform.orElseThrow();
    }

    /**
     * Reads what was applied.
     *
     * @param yaml text of the catalog's {@code platform.yaml}
     * @return empty if another program wrote it, and this one cannot read it
     */
    public static Optional<Platform> applied(String yaml) {
        try {
            return Optional.of(parse(Platform.FILE, yaml));
        } catch (SpecException writtenByAnotherProgram) {
            return Optional.empty();
        }
    }

    private static Platform platform(Mapping root) {
        Map<Partition, String> accounts =
                root.mapping("accounts").map(PlatformReader::accounts).orElse(Map.of());
        Optional<Oidc> oidc = root.mapping("oidc").flatMap(PlatformReader::oidc);
        Optional<Mapping> connectors = root.mapping("connectors");
        WaybillSinkSettings waybillSink = connectors
                .flatMap(mapping -> mapping.mapping("waybill-sink"))
                .map(PlatformReader::waybillSink)
                .orElse(WaybillSinkSettings.DEFAULT);
        ConfluentSinkSettings confluentSink = connectors
                .flatMap(mapping -> mapping.mapping("confluent-s3-sink"))
                .map(PlatformReader::confluentSink)
                .orElse(ConfluentSinkSettings.NONE);
        connectors.ifPresent(Mapping::finish);
        Set<String> purgers = new LinkedHashSet<>();
        List<AccessPoint> accessPoints = new ArrayList<>();
        root.mapping("readers").ifPresent(readers -> {
            purgers.addAll(readers.texts("purge"));
            readers.mappings("access-points").forEach(node -> accessPoint(node).ifPresent(accessPoints::add));
            readers.finish();
        });
        SettingsWish settings = SettingsReader.read(root.mapping("settings"));
        root.finish();
        return new Platform(accounts, oidc, waybillSink, confluentSink, purgers, accessPoints, settings);
    }

    private static Map<Partition, String> accounts(Mapping mapping) {
        Map<Partition, String> accounts = new EnumMap<>(Partition.class);
        for (Partition partition : Partition.values()) {
            mapping.parsed(partition.id(), PlatformReader::account)
                    .ifPresent(account -> accounts.put(partition, account));
        }
        mapping.finish();
        return accounts;
    }

    private static String account(String text) {
        if (!text.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("must be an AWS account; twelve digits in quotes");
        }
        return text;
    }

    private static Optional<Oidc> oidc(Mapping mapping) {
        Optional<URI> issuer = mapping.requiredParsed("issuer", PlatformReader::issuer);
        Optional<String> audience = mapping.requiredText("audience");
        Optional<String> subject = mapping.requiredParsed("subject", PlatformReader::subject);
        mapping.finish();
        return mapping.isClean()
                ? Optional.of(new Oidc(issuer.orElseThrow(), audience.orElseThrow(), subject.orElseThrow()))
                : Optional.empty();
    }

    private static URI issuer(String text) {
        URI uri = URI.create(text);
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getQuery() != null) {
            throw new IllegalArgumentException("must be an https URL without query");
        }
        return uri;
    }

    private static String subject(String text) {
        new Oidc(URI.create("https://localhost"), "any", text);
        return text;
    }

    private static WaybillSinkSettings waybillSink(Mapping mapping) {
        WaybillSinkSettings defaults = WaybillSinkSettings.DEFAULT;
        WaybillSinkSettings settings = new WaybillSinkSettings(
                mapping.text("name").orElse(defaults.name()),
                mapping.textMap("catalog-client"),
                mapping.textMap("overrides"));
        mapping.finish();
        return settings;
    }

    private static ConfluentSinkSettings confluentSink(Mapping mapping) {
        Set<ExportId> exports = new LinkedHashSet<>();
        for (String text : mapping.texts("exports")) {
            String[] ids = text.split("/", -1);
            if (ids.length == 2 && ExportId.isValid(ids[0]) && ExportId.isValid(ids[1])) {
                exports.add(new ExportId(ids[0], ids[1]));
            } else {
                mapping.report(Problem.at(mapping.place("exports"), "must name exports")
                        .value(text)
                        .hint("write tenant/export"));
            }
        }
        Map<String, String> overrides = mapping.textMap("overrides");
        mapping.finish();
        return new ConfluentSinkSettings(exports, overrides);
    }

    private static Optional<AccessPoint> accessPoint(Mapping mapping) {
        Optional<String> tenant = mapping.requiredText("tenant");
        Optional<Arn> bucket = mapping.requiredParsed("bucket-arn", Arn::parse);
        Optional<String> alias = mapping.requiredText("alias");
        Optional<Arn> accessPoint = mapping.requiredParsed("access-point-arn", Arn::parse);
        String root = mapping.text("root").orElse("etl/v1/data");
        mapping.require("regions");
        List<String> regions = mapping.texts("regions");
        Optional<Arn> key = mapping.parsed("kms-key-arn", Arn::parse);
        Optional<Arn> role = mapping.requiredParsed("reader-role-arn", Arn::parse);
        mapping.finish();
        if (!mapping.isClean()) {
            return Optional.empty();
        }
        try {
            AccessPointReaderPolicy policy = new AccessPointReaderPolicy(
                    bucket.orElseThrow(),
                    alias.orElseThrow(),
                    accessPoint.orElseThrow(),
                    root,
                    regions,
                    tenant.orElseThrow(),
                    key);
            return Optional.of(new AccessPoint(tenant.orElseThrow(), policy, role.orElseThrow()));
        } catch (IllegalArgumentException e) {
            mapping.report(Problem.at(mapping.place("access-point-arn"), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
