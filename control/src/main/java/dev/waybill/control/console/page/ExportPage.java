package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Paging;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Verb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One export: how it is with it, a calendar of its windows, its versions, and how to read what it delivers. */
final class ExportPage implements Page {
    private static final Parameter<Instant> TO =
            Parameter.instant("to", "The calendar ends before; now where nothing is said.");
    private static final Endpoint ENDPOINT = new Endpoint(
            Verb.GET,
            "/exports/{tenant}/{export}",
            Audience.OWN_TENANT,
            List.of(Parameter.TENANT, Parameter.EXPORT, TO));

    private final PageApi api;
    private final Clock clock;

    ExportPage(PageApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        String tenant = call.get(Parameter.TENANT);
        String export = call.get(Parameter.EXPORT);
        Map<String, String> path = Map.of(Parameter.TENANT.name(), tenant, Parameter.EXPORT.name(), export);
        Map<String, Object> values = new HashMap<>();
        values.put("frame", PageFrame.of(call, "Export " + tenant + "/" + export, Link.EXPORTS, Link.tenant(tenant)));
        Json detail = api.read(call, "readExport", path);
        values.put("detail", detail);
        values.put("doctor", api.find(call, "readDoctor", path).map(DoctorWord::of));
        values.put("replay", ReplayForm.of(detail.at("export").findAt("last-window")));
        values.put("versions", api.find(call, "listVersions", path));
        values.put("description", api.find(call, "readDescription", path));
        values.putAll(calendar(call, path));
        return Templates.page("export.jte", values);
    }

    private Map<String, Object> calendar(Call call, Map<String, String> path) {
        Instant now = clock.instant();
        Instant to = call.find(TO).orElse(now);
        Map<String, Object> values = new HashMap<>();
        for (Duration length : CalendarSpan.LENGTHS) {
            CalendarSpan span = CalendarSpan.before(to, length);
            Json windows = windows(call, path, span);
            values.put("days", CalendarDay.of(windows.list("windows")));
            values.put("whole", windows.find("next").isEmpty());
            values.put("knownFrom", windows.find("known-from"));
            values.put("earlier", earlier(windows, span));
            values.put("later", to.isBefore(now) ? Optional.of(address(path, span.after())) : Optional.empty());
            if (windows.find("next").isEmpty()) {
                break;
            }
        }
        values.computeIfPresent("earlier", (name, at) -> ((Optional<?>) at).map(time -> address(path, (Instant) time)));
        return values;
    }

    private static Optional<Instant> earlier(Json windows, CalendarSpan span) {
        boolean allKnown = windows.find("known-from")
                .map(Instant::parse)
                .filter(known -> !known.isBefore(span.from()))
                .isPresent();
        return allKnown ? Optional.empty() : Optional.of(span.from());
    }

    private static String address(Map<String, String> path, Instant to) {
        return "/exports/" + path.get(Parameter.TENANT.name()) + "/" + path.get(Parameter.EXPORT.name()) + "?to="
                + to.truncatedTo(ChronoUnit.SECONDS);
    }

    private Json windows(Call call, Map<String, String> path, CalendarSpan span) {
        Map<String, String> values = new HashMap<>(path);
        values.put("from", span.from().toString());
        values.put("to", span.to().toString());
        values.put("limit", String.valueOf(Paging.MAX));
        return api.read(call, "listWindows", values);
    }
}
