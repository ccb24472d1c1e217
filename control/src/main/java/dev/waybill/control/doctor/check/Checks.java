package dev.waybill.control.doctor.check;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order in which they are made. */
public final class Checks {
    private static final List<Check> ALL =
            Stream.of(Check.class.getPermittedSubclasses()).map(Checks::make).toList();

    private Checks() {}

    public static List<Check> all() {
        return ALL;
    }

    private static Check make(Class<?> kind) {
        try {
            return (Check) kind.getDeclaredConstructor().newInstance();
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("a check is a record without components: " + kind.getSimpleName(), e);
        }
    }
}
