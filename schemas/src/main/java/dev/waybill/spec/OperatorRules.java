package dev.waybill.spec;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the operator of the platform lays down for the tenants' exports, in {@value #FILE} beside the specs; no tenant's
 * own file can change it. {@link SpecReader} applies it, so every command that reads specs does.
 *
 * @param standard for tenants that are not named
 * @param byTenant for those that are
 * @param sourceBuckets buckets whose requests are the events: none of them may be a destination
 * @param owners whose a thing is that specs can name: no other tenant may name it
 * @param console what tenants may do in the console
 */
public record OperatorRules(
        TenantRules standard,
        Map<String, TenantRules> byTenant,
        Set<String> sourceBuckets,
        Map<Belonging, String> owners,
        ConsoleRules console) {
    /** Name of the file, in the directory of the specs. */
    public static final String FILE = "operator.yaml";

    public static final OperatorRules NONE =
            new OperatorRules(TenantRules.NONE, Map.of(), Set.of(), Map.of(), ConsoleRules.NONE);

    public OperatorRules {
        byTenant = Collections.unmodifiableMap(new TreeMap<>(byTenant));
        sourceBuckets = Collections.unmodifiableSet(new TreeSet<>(sourceBuckets));
        owners = Map.copyOf(owners);
    }

    /**
     * Reads the file in {@code directory}; where there is none, nothing is laid down.
     *
     * @throws SpecException with every problem of the file
     * @throws IOException if it cannot be read
     */
    public static OperatorRules read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return Files.exists(file) ? parse(file.toString(), Files.readString(file)) : NONE;
    }

    /**
     * Reads the file's text.
     *
     * @throws SpecException with every problem of it
     */
    public static OperatorRules parse(String file, String yaml) {
        List<Problem> problems = new ArrayList<>();
        Optional<OperatorRules> rules = Mapping.yaml(file, yaml, problems::add).map(OperatorRules::read);
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return rules.orElse(NONE);
    }

    /** The rules for a tenant's exports. */
    public TenantRules of(String tenant) {
        return byTenant.getOrDefault(tenant, standard);
    }

    /** Whether the operator says that a role is the tenant's. */
    public boolean isRoleOf(String tenant, String roleArn) {
        return tenant.equals(owners.get(Belonging.role(roleArn)));
    }

    /**
     * Reports what the rules do not allow.
     *
     * @param places where a value of the export stands, by its path below the export
     */
    void check(ExportSpec spec, Function<String, Place> places, Consumer<Problem> problems) {
        of(spec.exportId().tenant())
                .check(spec.schedule(), places.apply("schedule.every"))
                .ifPresent(problems);
        spec.destination()
                .s3()
                .map(S3Destination::bucket)
                .filter(sourceBuckets::contains)
                .ifPresent(bucket -> problems.accept(
                        Problem.at(places.apply("destination.bucket"), "is a bucket whose requests are logged")
                                .value(bucket)
                                .hint("deliver to another bucket, or each log file would bring forth more")));
    }

    /** Reports rules for tenants that have no file. */
    void checkTenants(Path directory, Set<String> tenants, Consumer<Problem> problems) {
        for (String tenant : byTenant.keySet()) {
            if (!tenants.contains(tenant)) {
                problems.accept(Problem.at(
                                Place.of(directory.resolve(FILE).toString(), "tenants." + tenant),
                                "there is no such tenant")
                        .hint(DidYouMean.hint(tenant, tenants, "remove it")));
            }
        }
    }

    private static OperatorRules read(Mapping root) {
        TenantRules standard = TenantRules.read(root, TenantRules.NONE);
        Map<String, TenantRules> byTenant = new TreeMap<>();
        Map<Belonging, String> owners = new HashMap<>();
        root.mapping("tenants").ifPresent(tenants -> {
            for (String tenant : tenants.keys()) {
                if (!ExportId.isValid(tenant)) {
                    tenants.report(Problem.at(tenants.place(tenant), "is not a tenant id")
                            .hint(ExportId.SYNTAX_IN_WORDS));
                }
                tenants.mapping(tenant).ifPresent(rules -> {
                    byTenant.put(tenant, TenantRules.read(rules, standard));
                    owns(tenant, rules, owners);
                    rules.finish();
                });
            }
        });
        Set<String> sourceBuckets = new TreeSet<>(root.texts("source-buckets"));
        Optional<ConsoleRules> console = root.mapping("console").map(ConsoleRules::read);
        root.finish();
        return new OperatorRules(standard, byTenant, sourceBuckets, owners, console.orElse(ConsoleRules.NONE));
    }

    private static void owns(String tenant, Mapping rules, Map<Belonging, String> owners) {
        for (Belonging owned : rules.parsedTexts("owns", Belonging::parse)) {
            String other = owners.putIfAbsent(owned, tenant);
            if (other != null && !other.equals(tenant)) {
                rules.report(Problem.at(rules.place("owns"), "belongs to tenant " + other + " already")
                        .value(owned.toString())
                        .hint("a thing has one owner"));
            }
        }
    }
}
