package dev.waybill.kind.family;

import dev.waybill.contract.YamlName;
import dev.waybill.spec.SecretNames;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record of a family, its YAML name and its options.
 *
 * @param <T> the family
 */
public record Kind<T>(String name, Class<? extends T> type, List<KindOption> options) {
    static <T> Kind<T> of(Class<? extends T> type) {
        List<KindOption> options = Stream.of(type.getRecordComponents())
                .map(component -> new KindOption(component, standard(type, component)))
                .toList();
        return new Kind<>(YamlName.of(type.getSimpleName().replaceFirst("Spec$", "")), type, options);
    }

    /** The record these options describe, or empty if they do not, which has then been reported. */
    Optional<T> read(Map<String, ?> values, Place place, Consumer<Problem> problems) {
        Mapping mapping = Mapping.of(place, values, problems);
        List<Object> arguments = new ArrayList<>();
        for (KindOption option : options) {
            option.read(mapping).ifPresent(arguments::add);
        }
        mapping.finish();
        if (!mapping.isClean() || arguments.size() != options.size()) {
            return Optional.empty();
        }
        return construct(arguments, values, mapping);
    }

    private Optional<T> construct(List<Object> arguments, Map<String, ?> values, Mapping mapping) {
        Class<?>[] types =
                options.stream().map(option -> option.component().getType()).toArray(Class<?>[]::new);
        try {
            Constructor<? extends T> constructor = type.getDeclaredConstructor(types);
            return Optional.of(constructor.newInstance(arguments.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                mapping.report(problem(String.valueOf(refused.getMessage()), values, mapping));
                return Optional.empty();
            }
            throw new IllegalStateException(type + " cannot be constructed", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be constructed", e);
        }
    }

    /** A message that begins with an option's name is about that option. */
    private Problem problem(String message, Map<String, ?> values, Mapping mapping) {
        for (KindOption option : options) {
            String start = option.name() + " ";
            if (message.startsWith(start)) {
                Place place = mapping.place().key(option.name());
                @Nullable Object value = SecretNames.mayStandIn(option.name()) ? null : values.get(option.name());
                return Problem.of(place, message.substring(start.length()), value == null ? "" : value.toString());
            }
        }
        return Problem.of(mapping.place(), message, "");
    }

    /** What the record's constants {@code DEFAULT_<OPTION>} or {@code DEFAULT} say. */
    private static Optional<Object> standard(Class<?> type, RecordComponent component) {
        String constant = "DEFAULT_"
                + YamlName.of(component.getName()).toUpperCase(Locale.ROOT).replace('-', '_');
        try {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(constant)) {
                    return Optional.of(field.get(null));
                }
                if (field.getName().equals("DEFAULT")) {
                    return Optional.of(component.getAccessor().invoke(field.get(null)));
                }
            }
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the defaults of " + type + " cannot be read", e);
        }
    }
}
