package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A file that pages need. It holds nothing of anybody, so everybody may have it: the login looks like the rest. */
final class Asset implements Page {
    private final Endpoint endpoint;
    private final Answer answer;

    private Asset(String name, String contentType) {
        this.endpoint = new Endpoint(Verb.GET, "/assets/" + name, Audience.PUBLIC, List.of());
        this.answer = Answer.bytes(contentType, content(name)).header("Cache-Control", "max-age=300");
    }

    static List<Asset> all() {
        return List.of(
                new Asset("console.css", "text/css; charset=utf-8"),
                new Asset("icon.svg", "image/svg+xml"),
                new Asset("console.js", "text/javascript; charset=utf-8"),
                new Asset("tenant.schema.json", "application/json"));
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Answer handle(Call call) {
        return answer;
    }

    /** What it holds. */
    String text() {
        return answer.text();
    }

    private static byte[] content(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name + "; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
