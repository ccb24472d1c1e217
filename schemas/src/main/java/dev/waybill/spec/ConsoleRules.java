package dev.waybill.spec;

import dev.waybill.spec.destination.S3Syntax;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator lets tenants do in the console beside looking.
 *
 * @param tenantsMayEdit whether a tenant may change its own exports, within narrow bounds
 * @param endpoints S3-compatible endpoints that a tenant may name then; AWS itself it may always use
 * @param exportsPerTenant up to how many exports a tenant may have when it changes something
 */
public record ConsoleRules(boolean tenantsMayEdit, Set<URI> endpoints, int exportsPerTenant) {
    private static final int STANDARD_EXPORTS = 10;
    private static final int MOST_EXPORTS = 1_000;

    /** Tenants only look. */
    public static final ConsoleRules NONE = new ConsoleRules(false, Set.of(), STANDARD_EXPORTS);

    public ConsoleRules {
        if (exportsPerTenant < 1) {
            throw new IllegalArgumentException("exports-per-tenant must be 1 or more");
        }
        endpoints = Collections.unmodifiableSet(new TreeSet<>(endpoints));
    }

    static ConsoleRules read(Mapping mapping) {
        boolean mayEdit = mapping.bool("tenants-may-edit").orElse(false);
        Set<URI> endpoints = new TreeSet<>(mapping.parsedTexts("endpoints", S3Syntax::endpoint));
        int exports = mapping.integer("exports-per-tenant")
                .map(number -> exports(number, mapping))
                .orElse(STANDARD_EXPORTS);
        mapping.finish();
        return new ConsoleRules(mayEdit, endpoints, exports);
    }

    private static int exports(long number, Mapping mapping) {
        if (number < 1 || number > MOST_EXPORTS) {
            mapping.report(Problem.at(mapping.place("exports-per-tenant"), "must be from 1 to " + MOST_EXPORTS)
                    .value(String.valueOf(number)));
            return STANDARD_EXPORTS;
        }
        return Math.toIntExact(number);
    }
}
