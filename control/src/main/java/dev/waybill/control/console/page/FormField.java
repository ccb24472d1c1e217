package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Call;
import java.util.Map;

/**
 * A field of a form that becomes a member of an operation's body, under the same name.
 *
 * @param name of both
 */
record FormField(String name) {
    static final FormField EXPORT = new FormField("export");
    static final FormField WHY = new FormField("why");

    /** What was filled in, without spaces around it. */
    String text(Call call) {
        return call.form().getOrDefault(name, "").strip();
    }

    /** The body's member; none where nothing was filled in. */
    Map<String, Object> member(Call call) {
        String text = text(call);
        return text.isEmpty() ? Map.of() : Map.of(name, text);
    }
}
