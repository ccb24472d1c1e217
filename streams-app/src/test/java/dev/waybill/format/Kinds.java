package dev.waybill.format;

import dev.waybill.config.Behaviours;
import dev.waybill.event.EventType;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.format.FormatSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of format, found by the sealed interface, with its options varied. */
final class Kinds {
    private Kinds() {}

    private static final Behaviours<FormatSpec, OutputFormat> BEHAVIOURS =
            Behaviours.of(FormatSpec.class, OutputFormat.class);

    /** Every kind as it is where a spec says no more. */
    static Stream<OutputFormat> defaults() {
        return specs().map(BEHAVIOURS::of);
    }

    /** Every kind with its default options and, one option at a time, every other value of its enums and booleans. */
    static Stream<OutputFormat> varied() {
        return specs().flatMap(spec -> Stream.concat(Stream.of(spec), variations(spec)))
                .map(BEHAVIOURS::of);
    }

    static Stream<EventType> typesOf(OutputFormat format) {
        return Stream.of(SampleEvents.DOWNLOAD, SampleEvents.AUDIT)
                .filter(type -> format.spec().problems(type.leaves()).isEmpty());
    }

    private static Stream<FormatSpec> specs() {
        return ExportKinds.FORMATS.all().map(kind -> defaultOf(kind.type()));
    }

    /** The same kind with its default options. */
    static FormatSpec defaultOf(FormatSpec spec) {
        return defaultOf(spec.getClass());
    }

    private static FormatSpec defaultOf(Class<?> kind) {
        try {
            return (FormatSpec) kind.getField("DEFAULT").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(kind + " needs a public constant DEFAULT", e);
        }
    }

    private static Stream<FormatSpec> variations(FormatSpec format) {
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

    private static FormatSpec with(FormatSpec format, int index, Object value) {
        RecordComponent[] components = format.getClass().getRecordComponents();
        Object[] arguments =
                Arrays.stream(components).map(c -> component(format, c)).toArray();
        arguments[index] = value;
        try {
            Constructor<?> constructor = format.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            return (FormatSpec) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static Object component(FormatSpec format, RecordComponent component) {
        try {
            return component.getAccessor().invoke(format);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
