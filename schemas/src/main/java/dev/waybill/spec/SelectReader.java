package dev.waybill.spec;

import dev.waybill.spec.SelectSpec.IncludeExclude;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code select}. */
final class SelectReader {
    private static final Pattern STATUS = Pattern.compile("[1-5]xx|[1-5][0-9]{2}");
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]*");
    private static final Pattern NOT_BLANK = Pattern.compile("(?s).*\\S.*");

    private SelectReader() {}

    static SelectSpec read(Mapping mapping) {
        IncludeExclude repositories = mapping.mapping("repositories")
                .map(SelectReader::includeExclude)
                .orElse(IncludeExclude.ALL);
        List<String> eventTypes = mapping.texts("event-types");
        List<String> status = mapping.texts("status");
        List<String> methods = mapping.texts("methods");
        check(mapping, "status", status, STATUS, "must be a status or a class of them", "write 404 or 4xx");
        check(mapping, "methods", methods, METHOD, "must be an HTTP method", "write it in upper case, such as GET");
        check(mapping, "event-types", eventTypes, NOT_BLANK, "must not be blank", "");
        mapping.finish();
        return new SelectSpec(repositories, eventTypes, status, methods);
    }

    private static IncludeExclude includeExclude(Mapping mapping) {
        List<String> include = mapping.texts("include");
        List<String> exclude = mapping.texts("exclude");
        check(mapping, "include", include, NOT_BLANK, "must not be blank", "");
        check(mapping, "exclude", exclude, NOT_BLANK, "must not be blank", "");
        mapping.finish();
        return new IncludeExclude(include, exclude);
    }

    private static void check(
            Mapping mapping, String key, List<String> values, Pattern pattern, String message, String hint) {
        for (int i = 0; i < values.size(); i++) {
            if (!pattern.matcher(values.get(i)).matches()) {
                mapping.report(new Problem(mapping.place(key).index(i), values.get(i), message, hint));
            }
        }
    }
}
