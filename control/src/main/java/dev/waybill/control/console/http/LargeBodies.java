package dev.waybill.control.console.http;

import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.access.Session;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Takes up requests whose body may be large, from those who show a valid token or session, few of each at once. A body is kept
 * in memory while it comes, however slowly that is: from anybody, it would be a way to fill the memory. What this does not take
 * up goes to the next handler, for which a body is small.
 */
final class LargeBodies extends Handler.Wrapper {
    /** So much everybody may send: a login has less. */
    static final int SMALL = 16 << 10;

    /** Of one token. */
    static final int AT_ONCE = 4;

    private final Access access;
    private final Cookies cookies;
    /** How many bodies each caller sends now. */
    private final ConcurrentMap<Caller, Integer> sending = new ConcurrentHashMap<>();

    LargeBodies(Access access, Cookies cookies, Handler handler) {
        super(handler);
        this.access = access;
        this.cookies = cookies;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Caller> known = mayBeLarge(request) ? caller(request) : Optional.empty();
        if (known.isEmpty()) {
            return false;
        }
        Caller caller = known.get();
        int now = sending.merge(caller, 1, Integer::sum);
        Request.addCompletionListener(request, failure -> sending.computeIfPresent(caller, LargeBodies::oneLess));
        if (now > AT_ONCE) {
            ApiProblem problem = ApiProblem.of(
                    ProblemKind.BUSY, AT_ONCE + " large bodies of this token are on their way; send it again");
            FrontHandler.refuse(request, problem, response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static boolean mayBeLarge(Request request) {
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                || request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > SMALL;
    }

    private Optional<Caller> caller(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header != null) {
            return ApiFront.bearer(header).flatMap(access::lookUp);
        }
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(cookies.cookieName()))
                .map(HttpCookie::getValue)
                .findFirst()
                .flatMap(access::session)
                .map(Session::caller);
    }

    private static @Nullable Integer oneLess(Caller caller, Integer count) {
        return count == 1 ? null : count - 1;
    }
}
