package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes events by their type: by its name, by its group's name, or by a pattern with {@code *} over the name; a leading
 * {@code !} takes away. A list that only takes away begins with everything. What is always included is taken in any
 * case.
 */
final class TypeCondition implements Condition {
    private final Optional<Field> eventType;
    private final Optional<Field> eventGroup;
    private final List<Rule> include = new ArrayList<>();
    private final List<Rule> exclude = new ArrayList<>();
    private final List<Rule> always;

    TypeCondition(List<String> names, List<String> alwaysIncluded, EventType type) {
        this.always = alwaysIncluded.stream().map(Rule::of).toList();
        this.eventType = type.field("event_type");
        this.eventGroup = type.field("event_group");
        for (String name : names) {
            if (name.startsWith("!")) {
                exclude.add(Rule.of(name.substring(1)));
            } else {
                include.add(Rule.of(name));
            }
        }
    }

    @Override
    public boolean accepts(Event event) {
        return (include.isEmpty() || any(include, event)) && !any(exclude, event) || any(always, event);
    }

    private boolean any(List<Rule> rules, Event event) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).matches(event, eventType, eventGroup)) {
                return true;
            }
        }
        return false;
    }

    /** A group also takes what the event itself says is of that group, so that new types of it are not lost. */
    private record Rule(Optional<Glob> pattern, List<byte[]> types, Optional<byte[]> group) {
        static Rule of(String name) {
            if (name.indexOf('*') >= 0) {
                return new Rule(Optional.of(Glob.of(name)), List.of(), Optional.empty());
            }
            return EventVocabulary.group(name)
                    .map(types -> new Rule(
                            Optional.empty(), types.stream().map(Rule::bytes).toList(), Optional.of(bytes(name))))
                    .orElseGet(() -> new Rule(Optional.empty(), List.of(bytes(name)), Optional.empty()));
        }

        boolean matches(Event event, Optional<Field> eventType, Optional<Field> eventGroup) {
            if (eventType.isPresent() && !event.isNull(eventType.get())) {
                Field field = eventType.get();
                if (pattern.isPresent()
                        && pattern.get().matches(event.buffer(field), event.offset(field), event.length(field))) {
                    return true;
                }
                for (int i = 0; i < types.size(); i++) {
                    if (equal(event, field, types.get(i))) {
                        return true;
                    }
                }
            }
            return group.isPresent()
                    && eventGroup.isPresent()
                    && !event.isNull(eventGroup.get())
                    && equal(event, eventGroup.get(), group.get());
        }

        private static boolean equal(Event event, Field field, byte[] name) {
            int from = event.offset(field);
            return Arrays.equals(event.buffer(field), from, from + event.length(field), name, 0, name.length);
        }

        private static byte[] bytes(String name) {
            return name.getBytes(StandardCharsets.UTF_8);
        }
    }
}
