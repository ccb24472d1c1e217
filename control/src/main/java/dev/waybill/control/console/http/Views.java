package dev.waybill.control.console.http;

import dev.waybill.control.console.access.Caller;
import java.util.Optional;

/** The pages that the frame itself shows; how they look is not its business. Thread-safe. */
public interface Views {
    /**
     * The form that asks for a token: it sends the fields {@code token} and {@code next} to {@code /login} by POST.
     *
     * @param next the path to go to afterwards
     * @param problem what was wrong with the last try
     */
    Answer login(String next, Optional<ApiProblem> problem);

    /** A problem; its status is the frame's business. */
    Answer problem(ApiProblem problem, Optional<Caller> caller);
}
