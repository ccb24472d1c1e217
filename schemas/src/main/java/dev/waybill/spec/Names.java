package dev.waybill.spec;

import dev.waybill.contract.YamlName;
import dev.waybill.spec.yaml.DidYouMean;
import java.util.Arrays;
import java.util.List;

/** The constants of enums by their names in a spec. */
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
        return YamlName.of(constant);
    }
}
