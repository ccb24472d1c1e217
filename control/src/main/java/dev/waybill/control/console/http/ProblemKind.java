package dev.waybill.control.console.http;

import dev.waybill.contract.YamlName;

/**
 * What can be wrong with a request, as RFC 9457 asks for it. {@code docs/reference/console-api.md} explains each; a test
 * compares.
 */
public enum ProblemKind {
    MALFORMED(400, "The request cannot be read"),
    NOT_FOUND(404, "There is nothing of this name"),
    METHOD_NOT_ALLOWED(405, "This method is not known here"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "This token may not do this"),
    TOO_MANY_WRONG_TOKENS(429, "Too many wrong tokens"),
    UNKNOWN_PARAMETER(400, "There is no such parameter"),
    INVALID_PARAMETER(400, "A parameter cannot be this"),
    INVALID_BODY(400, "The body cannot be this"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has another media type"),
    INVALID_IDEMPOTENCY_KEY(400, "The idempotency key cannot be this"),
    IDEMPOTENCY_KEY_IN_USE(409, "The first request with this idempotency key is not done yet"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
    INVALID_SPEC(422, "The spec has problems"),
    REFUSED(422, "It is refused"),
    CONFLICT(409, "It is not as this request supposes"),
    OVERTAKEN(409, "Somebody else has changed the same meanwhile"),
    WRONG_FORM(403, "The form does not come from a page of this session"),
    BUSY(503, "Too much is being done at this moment"),
    UNAVAILABLE(503, "The cluster cannot be asked, or does not answer"),
    INTERNAL(500, "An error of the console");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What it is, in words that are always the same. */
    public String title() {
        return title;
    }

    /** The URI that names it. */
    public String uri() {
        return "urn:waybill:problem:" + YamlName.of(this);
    }
}
