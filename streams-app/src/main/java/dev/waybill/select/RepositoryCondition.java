package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.spec.SelectSpec.IncludeExclude;
import java.util.List;
import java.util.Optional;

/**
 * Takes events by globs over {@code namespace/repository}. A pattern without a slash is one over the repository's name
 * alone, in any namespace. An event without a repository matches no pattern: it is taken where nothing has to be
 * included.
 */
final class RepositoryCondition implements Condition {
    private final Optional<Field> namespace;
    private final Field repository;
    private final List<Pattern> include;
    private final List<Pattern> exclude;
    private byte[] scratch = new byte[128];

    RepositoryCondition(IncludeExclude patterns, EventType type) {
        this.namespace = type.field("namespace");
        this.repository = type.field("repository")
                .orElseThrow(() -> new IllegalArgumentException(type + " events have no repository"));
        this.include = patterns.include().stream().map(Pattern::of).toList();
        this.exclude = patterns.exclude().stream().map(Pattern::of).toList();
    }

    @Override
    public boolean accepts(Event event) {
        if (event.isNull(repository)) {
            return include.isEmpty();
        }
        int prefix = namespace
                .filter(field -> !event.isNull(field))
                .map(event::length)
                .orElse(0);
        int length = prefix + 1 + event.length(repository);
        if (scratch.length < length) {
            scratch = new byte[length * 2];
        }
        if (prefix > 0) {
            Field field = namespace.orElseThrow();
            System.arraycopy(event.buffer(field), event.offset(field), scratch, 0, prefix);
        }
        scratch[prefix] = '/';
        System.arraycopy(
                event.buffer(repository), event.offset(repository), scratch, prefix + 1, event.length(repository));
        return (include.isEmpty() || anyMatches(include, prefix, length)) && !anyMatches(exclude, prefix, length);
    }

    private boolean anyMatches(List<Pattern> patterns, int prefix, int length) {
        for (int i = 0; i < patterns.size(); i++) {
            Pattern pattern = patterns.get(i);
            int from = pattern.nameOnly() ? prefix + 1 : 0;
            if (pattern.glob().matches(scratch, from, length - from)) {
                return true;
            }
        }
        return false;
    }

    private record Pattern(Glob glob, boolean nameOnly) {
        static Pattern of(String text) {
            return new Pattern(Glob.of(text), text.indexOf('/') < 0 && !text.contains("**"));
        }
    }
}
