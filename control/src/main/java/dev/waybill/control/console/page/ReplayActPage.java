package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Verb;
import java.util.List;
import java.util.Map;

/** A button of a replay: it leads back to the replay, or to all where there is none any more. */
final class ReplayActPage implements Page {
    private static final String FORGET = "forget";

    private final PageApi api;
    private final Endpoint endpoint;
    private final String act;

    private ReplayActPage(PageApi api, String act) {
        this.api = api;
        this.endpoint =
                new Endpoint(Verb.POST, "/replays/{replay}/" + act, Audience.OPERATORS, List.of(ReplayPage.REPLAY));
        this.act = act;
    }

    static List<ReplayActPage> all(PageApi api) {
        return List.of(
                new ReplayActPage(api, "stop"), new ReplayActPage(api, "resume"), new ReplayActPage(api, FORGET));
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Answer handle(Call call) {
        String id = call.get(ReplayPage.REPLAY);
        api.ask(call, act + "Replay", Map.of(ReplayPage.REPLAY.name(), id), Map.of());
        return Answer.redirect((act.equals(FORGET) ? Link.REPLAYS : Link.replay(id)).href());
    }
}
