package dev.waybill.control.console.http;

/**
 * One page for people, or a file that pages need. Who has no session is sent to the login; a form must hold the session's
 * token, see {@link Call#formToken}. Thread-safe.
 */
public interface Page {
    Endpoint endpoint();

    /**
     * Answers a request.
     *
     * @throws ProblemException as {@link Operation#handle}; it is shown as a page
     */
    Answer handle(Call call);
}
