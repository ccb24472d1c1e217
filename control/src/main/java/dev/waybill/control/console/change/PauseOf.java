package dev.waybill.control.console.change;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.pause.KnownExports;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is held back, or let go on: everything, a tenant as a whole, or one of its exports. */
public enum PauseOf {
    EVERYTHING("Everything", ""),
    TENANT("Tenant", "/tenants/{tenant}", Parameter.TENANT),
    EXPORT("Export", "/tenants/{tenant}/exports/{export}", Parameter.TENANT, Parameter.EXPORT);

    static final Schema ANSWER = Schema.object(
                    Member.of("lines", Schema.list(Schema.text()).describe("What has changed, in sentences.")))
            .named("PauseReport");

    private final String word;
    private final String path;
    private final Parameter<?>[] parameters;

    PauseOf(String word, String path, Parameter<?>... parameters) {
        this.word = word;
        this.path = path;
        this.parameters = parameters;
    }

    String word() {
        return word;
    }

    String path() {
        return path;
    }

    Parameter<?>[] parameters() {
        return parameters.clone();
    }

    /** Finds in the catalog what a request names. */
    Function<KnownExports, PauseScope> scope(Call call) {
        if (this == EVERYTHING) {
            return known -> PauseScope.EVERYTHING;
        }
        String words = call.get(Parameter.TENANT)
                + call.find(Parameter.EXPORT).map(export -> "/" + export).orElse("");
        return known -> known.find(words);
    }

    /**
     * What is done, to each tenant that it is done to.
     *
     * @param catalog asked where it is done to all tenants
     */
    List<Audited.Deed> deeds(String type, String operation, Call call, String why, Supplier<CatalogSnapshot> catalog) {
        Map<String, String> facts = new TreeMap<>();
        if (!why.isEmpty()) {
            facts.put("why", why);
        }
        Optional<String> export = call.find(Parameter.EXPORT);
        Collection<String> tenants =
                this == EVERYTHING ? catalog.get().tenantIds() : List.of(call.get(Parameter.TENANT));
        return tenants.stream()
                .map(tenant -> new Audited.Deed(type, operation, tenant, export, facts))
                .toList();
    }
}
