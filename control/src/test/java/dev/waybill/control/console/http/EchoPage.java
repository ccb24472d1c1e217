package dev.waybill.control.console.http;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A page that says who sees it, with a form. */
final class EchoPage implements Page {
    final AtomicInteger asked = new AtomicInteger();
    private final Endpoint endpoint;

    private EchoPage(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    static EchoPage of(Verb verb, String path, Audience audience, Parameter<?>... parameters) {
        return new EchoPage(new Endpoint(verb, path, audience, List.of(parameters)));
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Answer handle(Call call) {
        asked.incrementAndGet();
        return Answer.html(
                "seen by " + call.knownCaller().map(caller -> caller.name()).orElse("nobody") + " "
                        + call.form().getOrDefault("what", "") + " [" + call.formToken() + "]");
    }
}
