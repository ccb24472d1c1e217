package dev.waybill.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The YAML names of enum constants: the constant in lower case. */
final class Names {
    private Names() {}

    /** @throws IllegalArgumentException with advice if no constant has this name */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown value; " + DidYouMean.hint(name, names(type))));
    }

    static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Names::name).toList();
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
