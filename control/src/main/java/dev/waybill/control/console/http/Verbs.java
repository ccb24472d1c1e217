package dev.waybill.control.console.http;

import java.util.Optional;

/** Methods as they come. */
final class Verbs {
    private Verbs() {}

    /** HEAD is a GET whose body is not sent; empty for one that nobody here knows. */
    static Optional<Verb> of(String method) {
        return switch (method) {
            case "GET", "HEAD" -> Optional.of(Verb.GET);
            case "POST" -> Optional.of(Verb.POST);
            case "PUT" -> Optional.of(Verb.PUT);
            case "DELETE" -> Optional.of(Verb.DELETE);
            default -> Optional.empty();
        };
    }
}
