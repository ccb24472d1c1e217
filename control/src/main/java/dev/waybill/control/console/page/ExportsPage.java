package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator's first page: all exports, which of them need somebody, and how fast it goes. A tenant is sent to its own. */
final class ExportsPage implements Page {
    private final PageApi api;
    private final Endpoint endpoint = new Endpoint(Verb.GET, "/", Audience.EVERY_TOKEN, ExportFilter.PARAMETERS);

    ExportsPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Answer handle(Call call) {
        if (call.caller().tenant().isPresent()) {
            return Answer.redirect("/tenants/" + call.caller().tenant().get());
        }
        ExportFilter filter = ExportFilter.of(call);
        Json overview = api.read(call, "readOverview", Map.of());
        Json exports = api.read(call, "listExports", filter.values());
        return Templates.page(
                "exports.jte",
                Map.of(
                        "frame", PageFrame.of(call, "Exports"),
                        "overview", overview,
                        "charts", charts(overview.list("series")),
                        "filter", filter,
                        "exports", exports));
    }

    private static List<Chart> charts(List<Json> slots) {
        return List.of(
                Chart.of(
                        "events",
                        "Events in parts",
                        slots,
                        slots.stream().map(slot -> slot.count("events")).toList(),
                        events -> Words.counted(events, "event")),
                Chart.of(
                        "delay",
                        "Delay after the ends of windows",
                        slots,
                        slots.stream()
                                .map(slot -> Duration.parse(slot.text("delay")).toSeconds())
                                .toList(),
                        seconds -> Words.duration(Duration.ofSeconds(seconds)) + " on average"));
    }
}
