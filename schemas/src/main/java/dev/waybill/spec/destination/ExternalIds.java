package dev.waybill.spec.destination;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.Document;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The external id of each tenant, which the trust policy of the tenant's role demands when we assume it. We make it and
 * tell the tenant; a tenant who could choose it could name another tenant's role. Ids are kept in the catalog and never
 * change; a file of them, from elsewhere, can be taken over.
 *
 * @param byTenant external id by tenant, sorted
 */
public record ExternalIds(Map<String, String> byTenant) {
    /** Name of a file that is to be taken over, in the directory of the specs. */
    public static final String FILE = "external-ids.yaml";

    /** What to do with a key that would set one. */
    public static final String ADVICE = "external ids are made by apply and kept in the catalog; remove the key";

    private static final Pattern ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final int RANDOM_BYTES = 16;

    public ExternalIds {
        byTenant = Collections.unmodifiableMap(new TreeMap<>(byTenant));
    }

    /**
     * Reads the file in {@code directory}; a file that is not there holds no ids.
     *
     * @throws SpecException if the file is wrong
     */
    public static ExternalIds read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return Files.exists(file) ? readFile(file) : new ExternalIds(Map.of());
    }

    /**
     * Reads a file of this form, whatever its name.
     *
     * @throws SpecException if the file is wrong
     * @throws IOException if there is no such file
     */
    public static ExternalIds readFile(Path file) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> ids = Document.yaml(file.toString(), Files.readString(file), problems::add)
                .map(node -> new Mapping(node, problems::add))
                .map(ExternalIds::check)
                .orElse(Map.of());
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return new ExternalIds(ids);
    }

    /** A new id, 128 random bits. */
    public static String newId() {
        return generate(new SecureRandom());
    }

    /** These ids and a new one, 128 random bits, for every tenant that has none. */
    public ExternalIds completedFor(Collection<String> tenants) {
        return completedFor(tenants, new SecureRandom());
    }

    /** The tenant's id; empty if none was made yet. */
    public Optional<String> of(String tenant) {
        return Optional.ofNullable(byTenant.get(tenant));
    }

    ExternalIds completedFor(Collection<String> tenants, RandomGenerator random) {
        Map<String, String> ids = new TreeMap<>(byTenant);
        for (String tenant : new TreeSet<>(tenants)) {
            ids.computeIfAbsent(tenant, missing -> generate(random));
        }
        return new ExternalIds(ids);
    }

    private static String generate(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "wb-" + HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> check(Mapping mapping) {
        Map<String, String> ids = new TreeMap<>();
        for (String tenant : mapping.keys()) {
            if (!ExportId.isValid(tenant)) {
                mapping.report(
                        Problem.at(mapping.place(tenant), "is not a tenant id").hint(ExportId.SYNTAX_IN_WORDS));
            }
            mapping.text(tenant).ifPresent(id -> {
                if (!ID.matcher(id).matches()) {
                    mapping.report(Problem.at(mapping.place(tenant), "is not an external id that AWS takes")
                            .hint("restore the file; a lost id must be replaced in the tenant's trust policy too"));
                } else if (ids.containsValue(id)) {
                    mapping.report(Problem.at(mapping.place(tenant), "is the external id of another tenant too")
                            .hint("every tenant has its own"));
                }
                ids.put(tenant, id);
            });
        }
        return ids;
    }
}
