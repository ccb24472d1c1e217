package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.Verb;
import java.util.List;

/** Starts a replay whose plan was looked at, and leads to its page. */
final class ReplayStartPage implements Page {
    private static final Endpoint ENDPOINT = new Endpoint(
            Verb.POST,
            "/exports/{tenant}/{export}/replays",
            Audience.OPERATORS,
            List.of(Parameter.TENANT, Parameter.EXPORT));

    private final PageApi api;

    ReplayStartPage(PageApi api) {
        this.api = api;
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public Answer handle(Call call) {
        ReplayForm form = ReplayForm.of(call);
        return ReplayPlanPage.orFormAgain(call, form, () -> {
            Json begun = api.ask(call, "startReplay", ReplayPlanPage.path(call), form.body());
            return Answer.redirect(Link.replay(begun.text("id")).href());
        });
    }
}
