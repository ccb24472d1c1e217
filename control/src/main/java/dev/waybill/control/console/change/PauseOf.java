package dev.waybill.control.console.change;

import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import java.util.Map;
import java.util.Optional;

/** What is held back, or let go on: a tenant as a whole, or one of its exports. */
public enum PauseOf {
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

    /** As commands name it. */
    String named(Call call) {
        return call.get(Parameter.TENANT)
                + call.find(Parameter.EXPORT).map(export -> "/" + export).orElse("");
    }

    Audited.Deed deed(String type, String operation, Call call, String why) {
        Optional<String> export = call.find(Parameter.EXPORT);
        return new Audited.Deed(
                type, operation, call.get(Parameter.TENANT), export, why.isEmpty() ? Map.of() : Map.of("why", why));
    }
}
