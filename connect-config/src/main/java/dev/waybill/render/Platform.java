package dev.waybill.render;

import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.contract.ExportId;
import dev.waybill.iam.AccessPointReaderPolicy;
import dev.waybill.iam.Arn;
import dev.waybill.iam.Partition;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator says about the platform, as {@code platform.yaml} has it.
 *
 * @param accounts the platform's AWS account by partition
 * @param oidc how it proves who it is where it has no account
 * @param waybillSink settings of Waybill's own sink
 * @param confluentSink settings of Confluent's sink, and what it delivers
 * @param purgers tenants whose readers may also delete
 * @param accessPoints access points through which tenants read the platform's own bucket
 * @param settings what all processes share and decides bytes, as the catalog keeps it; without documents
 */
public record Platform(
        Map<Partition, String> accounts,
        Optional<Oidc> oidc,
        WaybillSinkSettings waybillSink,
        ConfluentSinkSettings confluentSink,
        Set<String> purgers,
        List<AccessPoint> accessPoints,
        SettingsWish settings) {
    /** Name of the file, where commands look for it. */
    public static final String FILE = "platform.yaml";

    /** Of an operator who says nothing. */
    public static final Platform NONE = new Platform(
            Map.of(),
            Optional.empty(),
            WaybillSinkSettings.DEFAULT,
            ConfluentSinkSettings.NONE,
            Set.of(),
            List.of(),
            SettingsWish.DEFAULTS);

    public Platform {
        accounts = Map.copyOf(accounts);
        purgers = Set.copyOf(purgers);
        accessPoints = List.copyOf(accessPoints);
    }

    /**
     * An OpenID Connect issuer of the platform.
     *
     * @param issuer its {@code https} URL
     * @param audience of the tokens
     * @param subject of the tokens; {@code {tenant}} in it becomes the tenant's id
     */
    public record Oidc(URI issuer, String audience, String subject) {
        static final String TENANT = "{tenant}";

        public Oidc {
            if (!subject.contains(TENANT)) {
                throw new IllegalArgumentException("subject must contain " + TENANT
                        + "; otherwise a tenant could have the platform use another tenant's role");
            }
        }

        String subjectOf(String tenant) {
            return subject.replace(TENANT, tenant);
        }
    }

    /**
     * @param name the connector's name
     * @param catalogClient settings of the clients with which it reads the catalog, by Kafka's own keys; {@code
     *     bootstrap.servers} is the brokers as the Connect workers reach them
     * @param overrides further settings of the connector
     */
    public record WaybillSinkSettings(String name, Map<String, String> catalogClient, Map<String, String> overrides) {
        public static final WaybillSinkSettings DEFAULT = new WaybillSinkSettings("waybill-sink", Map.of(), Map.of());

        public WaybillSinkSettings {
            catalogClient = Map.copyOf(catalogClient);
            overrides = Map.copyOf(overrides);
        }
    }

    /**
     * @param exports what it delivers, {@code tenant/export}; all others are delivered by Waybill's own sink
     * @param overrides further settings of all its connectors
     */
    public record ConfluentSinkSettings(Set<ExportId> exports, Map<String, String> overrides) {
        public static final ConfluentSinkSettings NONE = new ConfluentSinkSettings(Set.of(), Map.of());

        public ConfluentSinkSettings {
            exports = Set.copyOf(exports);
            overrides = Map.copyOf(overrides);
        }
    }

    /**
     * @param tenant who reads
     * @param policy what the tenant's role may do
     * @param readerRole the tenant's role
     */
    public record AccessPoint(String tenant, AccessPointReaderPolicy policy, Arn readerRole) {}
}
