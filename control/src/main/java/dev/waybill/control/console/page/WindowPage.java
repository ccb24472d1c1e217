package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Verb;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One window: its counts, its parts and its receipts. */
final class WindowPage implements Page {
    private static final Parameter<Instant> START =
            Parameter.instant("start", "The start of the window.").inPath();
    private static final Endpoint ENDPOINT = new Endpoint(
            Verb.GET,
            "/exports/{tenant}/{export}/windows/{start}",
            Audience.OWN_TENANT,
            List.of(Parameter.TENANT, Parameter.EXPORT, START));

    private final PageApi api;

    WindowPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        String export = call.get(Parameter.EXPORT);
        Instant start = call.get(START);
        Map<String, String> path = Map.of(Parameter.TENANT.name(), tenant, Parameter.EXPORT.name(), export);
        Map<String, String> one = new HashMap<>(path);
        one.putAll(Map.of("from", start.toString(), "to", start.plusSeconds(1).toString(), "limit", "1"));
        Json window = api.read(call, "listWindows", one).list("windows").stream()
                .findFirst()
                .orElseThrow(() -> ApiProblem.of(
                                ProblemKind.NOT_FOUND, "no window of this export begins then, as far as is known")
                        .asException());
        Map<String, String> objects = new HashMap<>(path);
        objects.put("start", start.toString());
        return Templates.page(
                "window.jte",
                Map.of(
                        "frame",
                        PageFrame.of(
                                call,
                                "Window " + Words.span(window) + " of " + tenant + "/" + export,
                                Link.EXPORTS,
                                Link.tenant(tenant),
                                Link.export(tenant, export)),
                        "window",
                        window,
                        "sign",
                        WindowSign.of(window.text("state")),
                        "objects",
                        api.read(call, "listObjects", objects)));
    }
}
