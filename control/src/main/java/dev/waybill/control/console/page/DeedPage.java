package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A button of an operator: pause, resume or retry, of a tenant or of one of its exports. */
final class DeedPage implements Page {
    private final PageApi api;
    private final Endpoint endpoint;
    private final String operation;

    private DeedPage(PageApi api, String path, String operation, Parameter<?>... parameters) {
        this.api = api;
        this.endpoint = new Endpoint(Verb.POST, path, Audience.OPERATORS, List.of(parameters));
        this.operation = operation;
    }

    static List<DeedPage> all(PageApi api) {
        return List.of(
                ofTenant(api, "pause", "pauseTenant"),
                ofTenant(api, "resume", "resumeTenant"),
                ofExport(api, "pause", "pauseExport"),
                ofExport(api, "resume", "resumeExport"),
                ofExport(api, "retry", "retryExport"));
    }

    private static DeedPage ofTenant(PageApi api, String word, String operation) {
        return new DeedPage(api, "/tenants/{tenant}/" + word, operation, Parameter.TENANT);
    }

    private static DeedPage ofExport(PageApi api, String word, String operation) {
        return new DeedPage(api, "/exports/{tenant}/{export}/" + word, operation, Parameter.TENANT, Parameter.EXPORT);
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        Map<String, String> path = new HashMap<>(Map.of(Parameter.TENANT.name(), tenant));
        call.find(Parameter.EXPORT).ifPresent(export -> path.put(Parameter.EXPORT.name(), export));
        Json done = api.ask(call, operation, path, FormField.WHY.member(call));
        Stream<String> asked = done.findAt("asked").stream()
                .flatMap(marks -> marks.members().keySet().stream())
                .map(where -> "the sink is asked to try again, in " + where);
        Link back = call.find(Parameter.EXPORT)
                .map(export -> Link.export(tenant, export))
                .orElse(Link.tenant(tenant));
        return Templates.page(
                "done.jte",
                Map.of(
                        "frame", PageFrame.of(call, "Done", Link.EXPORTS, Link.tenant(tenant)),
                        "lines",
                                Stream.concat(done.findTexts("lines").stream(), asked)
                                        .toList(),
                        "back", back));
    }
}
