package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes events by patterns over the text of one or several fields: a pattern that is included must match one of the
 * fields, and none that is excluded may. An event that has none of the fields matches no pattern: it is taken where
 * nothing has to be included.
 */
final class PatternCondition implements Condition {
    private final Field[] fields;
    private final Glob[] include;
    private final Glob[] exclude;

    private PatternCondition(List<Field> fields, List<Glob> include, List<Glob> exclude) {
        this.fields = fields.toArray(new Field[0]);
        this.include = include.toArray(new Glob[0]);
        this.exclude = exclude.toArray(new Glob[0]);
    }

    static PatternCondition of(List<String> include, List<String> exclude, List<Field> fields) {
        return new PatternCondition(
                fields,
                include.stream().map(Glob::ofName).toList(),
                exclude.stream().map(Glob::ofName).toList());
    }

    /** Patterns of which those with a leading {@code !} are excluded. */
    static PatternCondition ofNegatable(List<String> patterns, List<Field> fields) {
        List<String> include = new ArrayList<>();
        List<String> exclude = new ArrayList<>();
        for (String pattern : patterns) {
            if (pattern.startsWith("!")) {
                exclude.add(pattern.substring(1));
            } else {
                include.add(pattern);
            }
        }
        return of(include, exclude, fields);
    }

    @Override
    public boolean accepts(Event event) {
        return (include.length == 0 || anyMatches(include, event)) && !anyMatches(exclude, event);
    }

    private boolean anyMatches(Glob[] patterns, Event event) {
        for (Field field : fields) {
            if (!event.isNull(field)) {
                for (Glob pattern : patterns) {
                    if (pattern.matches(event.buffer(field), event.offset(field), event.length(field))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
