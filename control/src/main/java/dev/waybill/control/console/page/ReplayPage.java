package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Verb;
import java.util.List;
import java.util.Map;

/** One replay: how far it is, and what it leaves out. */
final class ReplayPage implements Page {
    static final Parameter<String> REPLAY =
            Parameter.id("replay", "The replay's id.").inPath();

    private static final Endpoint ENDPOINT =
            new Endpoint(Verb.GET, "/replays/{replay}", Audience.OPERATORS, List.of(REPLAY));

    private final PageApi api;

    ReplayPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        Json replay = api.read(call, "readReplay", Map.of(REPLAY.name(), call.get(REPLAY)));
        return Templates.page(
                "replay.jte",
                Map.of(
                        "frame",
                        PageFrame.of(call, "Replay " + call.get(REPLAY), Link.EXPORTS, Link.REPLAYS),
                        "replay",
                        replay,
                        "how",
                        ReplayHow.of(replay)));
    }
}
