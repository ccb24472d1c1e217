package dev.waybill.control.console.page;

import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Login and problems. */
public final class FrameViews implements Views {
    @Override
    public Answer login(String next, Optional<ApiProblem> problem) {
        return Templates.page("frame/login.jte", Map.of("next", next, "problem", problem));
    }

    @Override
    public Answer problem(ApiProblem problem, Optional<Caller> caller) {
        return Templates.page(
                "frame/problem.jte",
                Map.of(
                        "problem", problem,
                        "problems", problems(problem),
                        "known", caller.isPresent()));
    }

    /** What is wrong with a draft, each with its place. */
    private static List<String> problems(ApiProblem problem) {
        return Json.of(problem.more()).findList("problems").stream()
                .map(one ->
                        one.find("place").orElse("") + " " + one.find("text").orElse(""))
                .toList();
    }
}
