package dev.waybill.select;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.select.SelectionException.Finding;
import dev.waybill.spec.SampleRate;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.SelectSpec.IncludeExclude;
import dev.waybill.spec.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Turns a selection into conditions and collects what is wrong with it. */
final class SelectionCompiler {
    private final SelectSpec spec;
    private final Expressions expressions;
    private final EventType type;
    private final List<NamedCondition> conditions = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    SelectionCompiler(SelectSpec spec, Expressions expressions) {
        this.spec = spec;
        this.expressions = expressions;
        this.type = expressions.type();
    }

    /** The conditions; not to be used before {@link #finish}. */
    List<NamedCondition> conditions() {
        repositories();
        names("namespaces", spec.namespaces(), "namespace");
        names("projects", spec.projects(), "project");
        names("channels", spec.channels(), "channel");
        eventTypes();
        names("event-kinds", spec.eventKinds(), List.of("event_kind"));
        names("actor-kinds", spec.actorKinds(), List.of("actor.kind"));
        names("actors", spec.actors(), actors());
        values(
                "status",
                spec.status(),
                StatusCondition::isValid,
                "write a code such as 404 or a class such as 2xx",
                StatusCondition::new);
        values(
                "methods",
                spec.methods(),
                MethodCondition::isValid,
                "write HTTP methods in upper case such as GET",
                MethodCondition::new);
        if (!spec.sample().equals(SampleRate.ALL)) {
            add("sample", new SampleCondition(spec.sample(), type.eventId()));
        }
        return conditions;
    }

    /** The expression, if there is one; not to be used before {@link #finish}. */
    Optional<FilterExpression> expression() {
        if (spec.filter().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(expressions.filter(spec.filter()));
        } catch (SelectionException e) {
            findings.addAll(e.findings());
            return Optional.empty();
        }
    }

    /** Ends the compilation.
     *
     * @throws SelectionException with everything that is wrong, if something is
     */
    void finish() {
        if (!findings.isEmpty()) {
            throw new SelectionException(findings);
        }
    }

    private void repositories() {
        patterns("repositories.include", spec.repositories().include());
        patterns("repositories.exclude", spec.repositories().exclude());
        if (findings.isEmpty() && !spec.repositories().equals(IncludeExclude.ALL)) {
            add("repositories", new RepositoryCondition(spec.repositories(), type));
        }
    }

    private void patterns(String path, List<String> patterns) {
        for (int i = 0; i < patterns.size(); i++) {
            String pattern = patterns.get(i);
            if (pattern.isBlank() || pattern.startsWith("/") || pattern.endsWith("/")) {
                add(path, i, pattern, "is not a repository", "write namespace/repository, with * for any characters");
            }
        }
    }

    private void names(String key, IncludeExclude names, String field) {
        if (!names.equals(IncludeExclude.ALL)) {
            fields(key, List.of(field))
                    .ifPresent(fields -> add(key, PatternCondition.of(names.include(), names.exclude(), fields)));
        }
    }

    private void names(String key, List<String> patterns, List<String> candidates) {
        if (!patterns.isEmpty()) {
            fields(key, candidates).ifPresent(fields -> add(key, PatternCondition.ofNegatable(patterns, fields)));
        }
    }

    /** Who did it: the actor of audit events, the user of downloads. Every event type has one. */
    private List<String> actors() {
        return type.fields().stream()
                .filter(field -> field.meaning().actor())
                .map(Field::path)
                .toList();
    }

    /** Those of the candidates that events of this type have; reported where they have none. */
    private Optional<List<Field>> fields(String key, List<String> candidates) {
        List<Field> fields =
                candidates.stream().flatMap(path -> type.field(path).stream()).toList();
        if (fields.isEmpty()) {
            findings.add(
                    new Finding(key, "", type + " has no " + candidates.get(0), "remove it, or choose another source"));
            return Optional.empty();
        }
        return Optional.of(fields);
    }

    private void eventTypes() {
        knownTypes("event-types", spec.eventTypes());
        knownTypes("always-included", spec.alwaysIncluded());
        if (!spec.eventTypes().isEmpty()) {
            add("event-types", new TypeCondition(spec.eventTypes(), spec.alwaysIncluded(), type));
        }
    }

    private void knownTypes(String path, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).startsWith("!") ? names.get(i).substring(1) : names.get(i);
            boolean known =
                    EventVocabulary.isType(name) || EventVocabulary.group(name).isPresent() || name.indexOf('*') >= 0;
            if (!known) {
                String own = "for an event type of your own write a pattern, " + name + "*";
                String hint = DidYouMean.hint(name, EventVocabulary.names(), own);
                add(path, i, name, "is not a known event type or group", hint);
            }
        }
    }

    private void values(
            String path,
            List<String> values,
            Predicate<String> valid,
            String hint,
            BiFunction<List<String>, Field, Condition> condition) {
        boolean allValid = true;
        for (int i = 0; i < values.size(); i++) {
            if (!valid.test(values.get(i))) {
                add(path, i, values.get(i), "is not valid", hint);
                allValid = false;
            }
        }
        if (allValid && !values.isEmpty()) {
            Optional<Field> field = type.field(path.equals("methods") ? "method" : path);
            field.ifPresent(present -> add(path, condition.apply(values, present)));
        }
    }

    private void add(String key, Condition condition) {
        conditions.add(new NamedCondition("select." + key, condition));
    }

    private void add(String path, int index, String value, String message, String hint) {
        findings.add(new Finding(path + "[" + index + "]", value, message, hint));
    }
}
