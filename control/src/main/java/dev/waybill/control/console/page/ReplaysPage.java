package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Verb;
import java.util.List;
import java.util.Map;

/** The replays that are known. */
final class ReplaysPage implements Page {
    private static final Endpoint ENDPOINT = new Endpoint(Verb.GET, "/replays", Audience.OPERATORS, List.of());

    private final PageApi api;

    ReplaysPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        return Templates.page(
                "replays.jte",
                Map.of(
                        "frame", PageFrame.of(call, "Replays", Link.EXPORTS),
                        "replays", api.read(call, "listReplays", Map.of()).list("replays")));
    }
}
