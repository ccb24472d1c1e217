package dev.waybill.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD, and refuses every other method. */
final class GetOnly implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GetOnly.class);

    /** Finds the answer for a path. */
    interface Pages {
        Answer answer(String path);
    }

    private final Pages pages;

    GetOnly(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, Answer.METHOD_NOT_ALLOWED, head);
            } else {
                send(exchange, answer(exchange.getRequestURI().getPath()), head);
            }
        }
    }

    private Answer answer(String path) {
        try {
            return pages.answer(path);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("path", path).setCause(e).log("a health request could not be answered");
            return Answer.FAILED;
        }
    }

    private static void send(HttpExchange exchange, Answer answer, boolean head) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
