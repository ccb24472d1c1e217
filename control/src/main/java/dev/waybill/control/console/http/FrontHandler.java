package dev.waybill.control.console.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Between Jetty and the two fronts: reads a request as a whole, sends an answer as a whole, and sets the headers of all. */
final class FrontHandler extends Handler.Abstract {
    /** A spec has 1 MiB at most; JSON writes it longer. */
    static final int MAX_BODY = 3 << 20;

    private static final String LISTED = "if-none-match";

    private final ApiFront api;
    private final PageFront pages;
    private final Observer observer;

    FrontHandler(ApiFront api, PageFront pages, Observer observer) {
        this.api = api;
        this.pages = pages;
        this.observer = observer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Content.Source.asByteArrayAsync(request, MAX_BODY).whenComplete((body, failure) -> {
            if (failure == null) {
                getServer().getThreadPool().execute(() -> answer(request, body, response, callback));
            } else {
                callback.failed(failure);
            }
        });
        return true;
    }

    private void answer(Request request, byte[] body, Response response, Callback callback) {
        try {
            send(request, answer(request, body), response, callback);
        } catch (RuntimeException | Error e) {
            callback.failed(e);
            throw e;
        }
    }

    private Answer answer(Request request, byte[] body) {
        Inbound inbound;
        try {
            inbound = inbound(request, body);
        } catch (IllegalArgumentException e) {
            return Answer.problem(ApiProblem.of(ProblemKind.INVALID_PARAMETER, "the query cannot be read"));
        }
        long begun = System.nanoTime();
        boolean isApi = !inbound.path().isEmpty() && inbound.path().get(0).equals("api");
        Answer answer = isApi ? api.answer(inbound) : pages.answer(inbound);
        String what = isApi ? api.name(inbound) : pages.name(inbound);
        observer.answered(what, answer.status(), Duration.ofNanos(System.nanoTime() - begun));
        return answer;
    }

    private static Inbound inbound(Request request, byte[] body) {
        String query = request.getHttpURI().getQuery();
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT),
                    field.getValue() == null ? "" : field.getValue(),
                    (first, next) -> field.is(LISTED) ? first + "," + next : first);
        }
        Map<String, String> cookies = new HashMap<>();
        for (HttpCookie cookie : Request.getCookies(request)) {
            cookies.putIfAbsent(cookie.getName(), cookie.getValue() == null ? "" : cookie.getValue());
        }
        return new Inbound(
                request.getMethod(),
                Routes.segments(Request.getPathInContext(request)),
                query == null ? Map.of() : UrlText.parse(query),
                headers,
                cookies,
                body,
                Request.getRemoteAddr(request));
    }

    /** Answers what is no request of HTTP's, or too large a one. */
    static boolean malformed(Request request, Response response, Callback callback) {
        int status = response.getStatus() >= 400 ? response.getStatus() : 400;
        send(request, Answer.problem(malformed(status)).status(status), response, callback);
        return true;
    }

    /** Answers without reading what is sent. */
    static void refuse(Request request, ApiProblem problem, Response response, Callback callback) {
        send(request, Answer.problem(problem).header("Retry-After", "5"), response, callback);
    }

    private static ApiProblem malformed(int status) {
        if (status == ProblemKind.BODY_TOO_LARGE.status()) {
            return ApiProblem.of(
                    ProblemKind.BODY_TOO_LARGE,
                    "a body has at most " + MAX_BODY + " bytes, and " + LargeBodies.SMALL + " without a valid token");
        }
        boolean ours = status >= 500
                && status != HttpStatus.NOT_IMPLEMENTED_501
                && status != HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
        ApiProblem problem = ours
                ? ApiProblem.of(ProblemKind.INTERNAL, "the request could not be answered")
                : ApiProblem.of(ProblemKind.MALFORMED, "this is no request that HTTP/1.1 knows, or it is too long");
        return problem.with("status", status);
    }

    private static void send(Request request, Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        // Of the connection: a request that could not be read says nothing of itself.
        boolean tls = request.getConnectionMetaData().isSecure();
        SecurityHeaders.of(tls).forEach((name, value) -> response.getHeaders().put(name, value));
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!answer.contentType().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        boolean bodyless = answer.status() == 304;
        if (!bodyless) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        boolean head = request.getMethod().equals("HEAD") || bodyless;
        response.write(true, ByteBuffer.wrap(head ? new byte[0] : answer.body()), callback);
    }
}
