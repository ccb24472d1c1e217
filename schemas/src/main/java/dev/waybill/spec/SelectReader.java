package dev.waybill.spec;

import dev.waybill.spec.SelectSpec.IncludeExclude;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code select}. */
final class SelectReader {
    static final String EVENT_KIND = "!?(action|create|read|update|delete)";

    private static final Pattern STATUS = Pattern.compile("[1-5]xx|[1-5][0-9]{2}");
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]*");
    private static final Pattern KIND = Pattern.compile(EVENT_KIND);
    private static final Pattern NOT_BLANK = Pattern.compile("(?s).*\\S.*");
    private static final Pattern NAME = Pattern.compile("(?s)!?[^!].*");
    private static final String KIND_HINT =
            "action, create, read, update or delete, each with a leading ! to leave it out";

    private final Mapping mapping;

    private SelectReader(Mapping mapping) {
        this.mapping = mapping;
    }

    static SelectSpec read(Mapping mapping) {
        SelectSpec select = new SelectReader(mapping).read();
        mapping.finish();
        return select;
    }

    private SelectSpec read() {
        return new SelectSpec(
                includeExclude("repositories"),
                includeExclude("namespaces"),
                includeExclude("projects"),
                includeExclude("channels"),
                texts("event-types", NOT_BLANK, "must not be blank", ""),
                texts("always-included", NOT_BLANK, "must not be blank", ""),
                texts("event-kinds", KIND, "must be a kind of event", KIND_HINT),
                texts("actors", NAME, "must be a name or a pattern", "write ci-* or !ci-*"),
                texts("actor-kinds", NAME, "must be a name or a pattern", "write user or !service"),
                texts("status", STATUS, "must be a status or a class of them", "write 404 or 4xx"),
                texts("methods", METHOD, "must be an HTTP method", "write it in upper case, such as GET"),
                mapping.parsed("sample", SampleRate::parse).orElse(SampleRate.ALL),
                mapping.parsed("filter", SelectReader::expression).orElse(""));
    }

    private static String expression(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be blank; write an expression such as status >= 400");
        }
        return text;
    }

    private IncludeExclude includeExclude(String key) {
        return mapping.mapping(key)
                .map(below -> {
                    SelectReader lists = new SelectReader(below);
                    IncludeExclude read = new IncludeExclude(
                            lists.texts("include", NOT_BLANK, "must not be blank", ""),
                            lists.texts("exclude", NOT_BLANK, "must not be blank", ""));
                    below.finish();
                    return read;
                })
                .orElse(IncludeExclude.ALL);
    }

    private List<String> texts(String key, Pattern pattern, String message, String hint) {
        List<String> values = mapping.texts(key);
        for (int i = 0; i < values.size(); i++) {
            if (!pattern.matcher(values.get(i)).matches()) {
                mapping.report(new Problem(mapping.place(key).index(i), values.get(i), message, hint));
            }
        }
        return values;
    }
}
