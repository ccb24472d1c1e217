package dev.waybill.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which of the tenant's events an export takes. An empty list means "all". In lists of patterns {@code *} stands for any
 * characters and a leading {@code !} takes away.
 *
 * @param repositories globs over {@code namespace/repository}; exclusion wins
 * @param namespaces globs over the namespace
 * @param projects globs over the project
 * @param channels globs over the channel
 * @param eventTypes names of event types or of event groups, or patterns
 * @param alwaysIncluded event types, groups or patterns that are taken although {@code eventTypes} leaves them out
 * @param eventKinds {@code action}, {@code create}, {@code read}, {@code update} or {@code delete}
 * @param actors patterns over who did it: identifier or name
 * @param actorKinds patterns over the actor's kind
 * @param status exact codes such as {@code 404} or classes such as {@code 2xx}
 * @param methods HTTP methods, upper case
 * @param sample the share of events taken, by event id
 * @param filter an expression over the event's fields that must be true; empty for none
 */
public record SelectSpec(
        IncludeExclude repositories,
        IncludeExclude namespaces,
        IncludeExclude projects,
        IncludeExclude channels,
        List<String> eventTypes,
        List<String> alwaysIncluded,
        List<String> eventKinds,
        List<String> actors,
        List<String> actorKinds,
        List<String> status,
        List<String> methods,
        SampleRate sample,
        String filter) {
    /** Takes everything. */
    public static final SelectSpec ALL = new SelectSpec(IncludeExclude.ALL, List.of(), List.of(), List.of());

    public SelectSpec {
        eventTypes = List.copyOf(eventTypes);
        alwaysIncluded = List.copyOf(alwaysIncluded);
        eventKinds = List.copyOf(eventKinds);
        actors = List.copyOf(actors);
        actorKinds = List.copyOf(actorKinds);
        status = List.copyOf(status);
        methods = List.copyOf(methods);
        filter = filter.strip();
    }

    /** Selects by repository, event type, status and method only. */
    public SelectSpec(IncludeExclude repositories, List<String> eventTypes, List<String> status, List<String> methods) {
        this(
                repositories,
                IncludeExclude.ALL,
                IncludeExclude.ALL,
                IncludeExclude.ALL,
                eventTypes,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                status,
                methods,
                SampleRate.ALL,
                "");
    }

    /** The same selection, always including these event types as well. */
    SelectSpec alwaysIncluding(List<String> types) {
        List<String> all = Stream.concat(alwaysIncluded.stream(), types.stream())
                .distinct()
                .toList();
        return new SelectSpec(
                repositories,
                namespaces,
                projects,
                channels,
                eventTypes,
                all,
                eventKinds,
                actors,
                actorKinds,
                status,
                methods,
                sample,
                filter);
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
