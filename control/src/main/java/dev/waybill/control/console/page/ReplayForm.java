package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Call;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which windows are to be delivered again, as the form holds it.
 *
 * @param from a time of UTC as browsers write it, {@code 2026-03-04T05:00}; empty where nothing is filled in
 * @param to the same
 */
public record ReplayForm(String from, String to, ReplayHow how) {
    /** Before anybody has filled it in: the last window that was delivered. */
    static ReplayForm of(Optional<Json> lastWindow) {
        return new ReplayForm(
                lastWindow.map(window -> local(window.text("start"))).orElse(""),
                lastWindow.map(window -> local(window.text("end"))).orElse(""),
                ReplayHow.AS_IT_WAS);
    }

    static ReplayForm of(Call call) {
        Map<String, String> form = call.form();
        return new ReplayForm(
                form.getOrDefault("from", "").strip(),
                form.getOrDefault("to", "").strip(),
                ReplayHow.of(form.getOrDefault("how", "")));
    }

    /** The body of {@code planReplay} and {@code startReplay}; a time that is none goes there as it is, and is refused there. */
    Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>(how.members());
        body.put("from", instant(from));
        body.put("to", instant(to));
        return body;
    }

    private static String local(String instant) {
        return LocalDateTime.ofInstant(Instant.parse(instant), ZoneOffset.UTC).toString();
    }

    private static String instant(String local) {
        try {
            return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC).toString();
        } catch (DateTimeException e) {
            return local;
        }
    }
}
