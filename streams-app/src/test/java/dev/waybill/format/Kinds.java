package dev.waybill.format;

import dev.waybill.event.EventType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of format, found by the sealed interface, with its options varied. */
final class Kinds {
    private Kinds() {}

    static Stream<Class<?>> all() {
        return records(OutputFormat.class);
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? records(kind) : Stream.of(kind));
    }

    /** The {@code DEFAULT} of every kind. */
    static Stream<OutputFormat> defaults() {
        return all().map(Kinds::defaultOf);
    }

    /** Every kind with its default options and, one option at a time, every other value of its enums and booleans. */
    static Stream<OutputFormat> varied() {
        return defaults().flatMap(format -> Stream.concat(Stream.of(format), variations(format)));
    }

    static Stream<EventType> typesOf(OutputFormat format) {
        return Stream.of(SampleEvents.DOWNLOAD, SampleEvents.AUDIT)
                .filter(type -> format.check(type).isEmpty());
    }

    static OutputFormat defaultOf(Class<?> kind) {
        try {
            return (OutputFormat) kind.getField("DEFAULT").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(kind + " needs a public constant DEFAULT", e);
        }
    }

    private static Stream<OutputFormat> variations(OutputFormat format) {
        RecordComponent[] components = format.getClass().getRecordComponents();
        return Stream.iterate(0, i -> i < components.length, i -> i + 1)
                .flatMap(i -> values(components[i].getType()).stream()
                        .filter(value -> !value.equals(component(format, components[i])))
                        .map(value -> with(format, i, value)));
    }

    private static List<?> values(Class<?> type) {
        return type.isEnum()
                ? List.of(type.getEnumConstants())
                : type == boolean.class ? List.of(true, false) : List.of();
    }

    private static OutputFormat with(OutputFormat format, int index, Object value) {
        RecordComponent[] components = format.getClass().getRecordComponents();
        Object[] arguments =
                Arrays.stream(components).map(c -> component(format, c)).toArray();
        arguments[index] = value;
        try {
            Constructor<?> constructor = format.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            return (OutputFormat) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static Object component(OutputFormat format, RecordComponent component) {
        try {
            return component.getAccessor().invoke(format);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
