package dev.waybill.control.console.page;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Api;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.ProblemException;
import dev.waybill.control.console.http.ProblemKind;
import java.util.Map;
import java.util.Optional;

/** The API as pages ask it: always as whoever looks at the page, so a page shows nothing that its reader could not ask for. */
final class PageApi {
    private final Api api;

    PageApi(Api api) {
        this.api = api;
    }

    /** @throws ProblemException if the operation refuses; it is shown as a page */
    Json read(Call call, String operation, Map<String, String> values) {
        return Json.of(answer(call, operation, values));
    }

    /** The same; empty if there is nothing of this name. */
    Optional<Json> find(Call call, String operation, Map<String, String> values) {
        try {
            return Optional.of(read(call, operation, values));
        } catch (ProblemException e) {
            if (e.problem().kind() == ProblemKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What is not JSON. */
    Answer answer(Call call, String operation, Map<String, String> values) {
        return api.call(operation, call.caller(), values, MissingNode.getInstance());
    }

    /** @throws ProblemException as above */
    Json ask(Call call, String operation, Map<String, String> values, Map<String, Object> body) {
        return Json.of(api.call(operation, call.caller(), values, Json.tree(body)));
    }
}
