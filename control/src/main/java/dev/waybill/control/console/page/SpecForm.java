package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Call;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A draft and what is asked for with it, as the editor's form and the plan's form hold it.
 *
 * @param others {@code stay} or {@code removed}
 * @param redirect ids of exports, with commas or spaces between them
 * @param discard the same
 * @param allow rules of the guard that are not asked
 * @param basis of the plan that was looked at; empty before there is one
 */
public record SpecForm(
        String yaml, String others, String redirect, String discard, List<String> allow, String basis, String why) {
    /** In front of a rule's name, the name of its box. */
    static final String ALLOW = "allow-";

    public SpecForm {
        allow = List.copyOf(allow);
    }

    /** Of a text that nobody has changed yet. */
    static SpecForm unchanged(String yaml) {
        return new SpecForm(yaml, "stay", "", "", List.of(), "", "");
    }

    static SpecForm of(Call call) {
        Map<String, String> form = call.form();
        return new SpecForm(
                // Browsers send the ends of lines as CR LF.
                form.getOrDefault("yaml", "").replace("\r\n", "\n"),
                form.getOrDefault("others", "stay"),
                form.getOrDefault("redirect", "").strip(),
                form.getOrDefault("discard", "").strip(),
                new TreeSet<>(form.keySet())
                        .stream()
                                .filter(name -> name.startsWith(ALLOW))
                                .map(name -> name.substring(ALLOW.length()))
                                .toList(),
                form.getOrDefault("basis", ""),
                FormField.WHY.text(call));
    }

    public boolean allows(String rule) {
        return allow.contains(rule);
    }

    /** The body of {@code validateSpec}. */
    Map<String, Object> draft() {
        return Map.of("yaml", yaml, "others", others);
    }

    /** The body of {@code planSpec}: what is not asked for is left out, for only operators may ask for it. */
    Map<String, Object> plan() {
        Map<String, Object> body = new HashMap<>(draft());
        Map.of("redirect", ids(redirect), "discard", ids(discard), "allow", allow)
                .forEach((name, list) -> {
                    if (!list.isEmpty()) {
                        body.put(name, list);
                    }
                });
        return body;
    }

    /** The body of {@code applySpec}. */
    Map<String, Object> apply() {
        Map<String, Object> body = plan();
        body.put("basis", basis);
        body.put("why", why);
        return body;
    }

    private static List<String> ids(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    /** Not the draft. */
    @Override
    public String toString() {
        return "form with a draft of " + yaml.length() + " characters";
    }
}
