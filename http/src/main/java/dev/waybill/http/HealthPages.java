package dev.waybill.http;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD for the three paths, and refuses everything else. */
final class HealthPages extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(HealthPages.class);

    /** How this machine is named from itself: by an address, or as RFC 6761 has it. */
    private static final Pattern LOCAL_NAME = Pattern.compile("(?i)[0-9.]+|\\[[0-9a-f:.]+]|([a-z0-9-]+\\.)*localhost");

    private final HealthServer.Content content;
    private final boolean loopback;
    private final List<HealthCheck> ready;
    private final Optional<Login> login;
    private final boolean tls;

    /** @param tls whether it is asked over TLS */
    HealthPages(HealthServer.Content content, InetSocketAddress address, Optional<Login> login, boolean tls) {
        this.content = content;
        this.loopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
        this.login = login;
        this.tls = tls;
        this.ready =
                Stream.concat(content.live().stream(), content.ready().stream()).toList();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String method = request.getMethod();
        if (isForAnother(request)) {
            send(Answer.MISDIRECTED, response, callback);
        } else if (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method)) {
            boolean known = login.map(
                            wanted -> wanted.isGiven(request.getHeaders().get(HttpHeader.AUTHORIZATION)))
                    .orElse(true);
            String path = Request.getPathInContext(request);
            send(answer(path, known ? this::told : this::untold), response, callback);
        } else {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            send(Answer.METHOD_NOT_ALLOWED, response, callback);
        }
        return true;
    }

    /**
     * Whether a browser on this machine was led here by somebody else's name: where only this machine should ask, any site could
     * read what is said otherwise, by giving its name the address of loopback (DNS rebinding).
     */
    private boolean isForAnother(Request request) {
        String host = request.getHttpURI().getHost();
        return loopback && host != null && !LOCAL_NAME.matcher(host).matches();
    }

    private static Answer answer(String path, Function<String, Answer> pages) {
        try {
            return pages.apply(path);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("path", path).setCause(e).log("a health request could not be answered");
            return Answer.FAILED;
        }
    }

    private Answer told(String path) {
        return switch (path) {
            case "/livez" -> Answer.health(content.live(), List.of());
            case "/readyz" -> Answer.health(ready, content.notes().get());
            case "/metrics" -> Answer.metrics(content.metrics().get());
            default -> Answer.NOT_FOUND;
        };
    }

    /** What is said to those who have not logged in. */
    private Answer untold(String path) {
        return switch (path) {
            case "/livez" -> Answer.healthOnly(content.live());
            case "/readyz" -> Answer.healthOnly(ready);
            case "/metrics" -> Answer.LOGIN_WANTED;
            default -> Answer.NOT_FOUND;
        };
    }

    /** Answers what is no request. */
    boolean malformed(Request request, Response response, Callback callback) {
        send(Answer.malformed(response.getStatus()), response, callback);
        return true;
    }

    private void send(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        if (answer.status() == HttpStatus.UNAUTHORIZED_401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"waybill\", charset=\"UTF-8\"");
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (tls) {
            response.getHeaders().put(HttpHeader.STRICT_TRANSPORT_SECURITY, TlsFiles.STAY_WITH_TLS);
        }
        response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
