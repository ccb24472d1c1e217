package dev.waybill.spec;

import java.util.List;

/**
 * Which of the tenant's events an export takes. An empty list means "all".
 *
 * @param repositories globs over {@code namespace/repository}; exclusion wins
 * @param eventTypes names of event types or of event groups
 * @param status exact codes such as {@code 404} or classes such as {@code 2xx}
 * @param methods HTTP methods, upper case
 */
public record SelectSpec(
        IncludeExclude repositories, List<String> eventTypes, List<String> status, List<String> methods) {
    /** Takes everything. */
    public static final SelectSpec ALL = new SelectSpec(IncludeExclude.ALL, List.of(), List.of(), List.of());

    public SelectSpec {
        eventTypes = List.copyOf(eventTypes);
        status = List.copyOf(status);
        methods = List.copyOf(methods);
    }

    /**
     * @param include globs of which at least one must match; empty means "all"
     * @param exclude globs of which none may match
     */
    public record IncludeExclude(List<String> include, List<String> exclude) {
        public static final IncludeExclude ALL = new IncludeExclude(List.of(), List.of());

        public IncludeExclude {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }
}
