package dev.waybill.kind.family;

import dev.waybill.contract.YamlName;
import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One option of a kind: a component of its record.
 *
 * @param component of type text, int, long, boolean, an enum, a list of texts, or an optional text
 * @param standard what holds where the spec says nothing; empty if it has to say it
 */
public record KindOption(RecordComponent component, Optional<Object> standard) {
    /** The option's YAML name. */
    public String name() {
        return YamlName.of(component.getName());
    }

    /** The option's value, or empty if there is none, which has then been reported. */
    Optional<Object> read(Mapping mapping) {
        if (!mapping.has(name())) {
            if (standard.isEmpty()) {
                mapping.require(name());
            }
            return standard;
        }
        Class<?> type = component.getType();
        if (type == String.class) {
            return mapping.text(name()).map(Object.class::cast);
        }
        if (type == boolean.class) {
            return mapping.bool(name()).map(Object.class::cast);
        }
        if (type == int.class || type == long.class) {
            return mapping.integer(name()).flatMap(value -> number(value, mapping));
        }
        if (type.isEnum()) {
            return mapping.parsed(name(), this::constant).map(Object.class::cast);
        }
        if (type == Optional.class) {
            return mapping.text(name()).map(Optional::of);
        }
        if (type == List.class) {
            return Optional.of(mapping.textOrTexts(name()));
        }
        throw new IllegalStateException(component + " is of a type that cannot be bound");
    }

    private Optional<Object> number(long value, Mapping mapping) {
        if (component.getType() == long.class) {
            return Optional.of(value);
        }
        if (value != (int) value) {
            mapping.report(
                    Problem.at(mapping.place(name()), "is too large a number").value(Long.toString(value)));
            return Optional.empty();
        }
        return Optional.of((int) value);
    }

    private Object constant(String text) {
        Object[] constants = component.getType().getEnumConstants();
        return Stream.of(constants)
                .filter(constant -> YamlName.of((Enum<?>) constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown " + name() + "; " + DidYouMean.hint(text, names(constants))));
    }

    /** The words an enum option takes, in order; empty for other options. */
    public List<String> words() {
        Object[] constants = component.getType().getEnumConstants();
        return constants == null ? List.of() : names(constants);
    }

    private static List<String> names(Object[] constants) {
        return Stream.of(constants)
                .map(constant -> YamlName.of((Enum<?>) constant))
                .toList();
    }
}
