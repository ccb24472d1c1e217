package dev.waybill.config;

import dev.waybill.spec.DidYouMean;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.Place;
import dev.waybill.spec.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Binds the nodes of a spec to the records of a sealed family. Kinds are the family's permitted records, options their
 * components, all in kebab case; there is no list of kinds to keep.
 *
 * @param <T> the sealed interface
 */
public final class KindBinder<T> {
    private final String familyName;
    private final Map<String, Kind<T>> kinds = new LinkedHashMap<>();

    private KindBinder(Class<T> family) {
        this.familyName = Kebab.of(family.getSimpleName()).replace('-', ' ');
        records(family).forEach(type -> {
            Kind<T> kind = Kind.of(type.asSubclass(family));
            kinds.put(kind.name(), kind);
        });
    }

    /** The binder of a sealed interface whose permitted classes are records, or sealed interfaces of records. */
    public static <T> KindBinder<T> of(Class<T> family) {
        return new KindBinder<>(family);
    }

    /** The names of the kinds, in the order of the family's {@code permits} clause. */
    public Set<String> names() {
        return kinds.keySet();
    }

    /**
     * The record that a node describes.
     *
     * @param place where the node stands
     * @param problems takes everything that is wrong; then the result is empty
     */
    public Optional<T> bind(KindSpec node, Place place, Consumer<Problem> problems) {
        Kind<T> kind = kinds.get(node.kind());
        if (kind == null) {
            problems.accept(new Problem(
                    place.key("kind"),
                    node.kind(),
                    "unknown " + familyName,
                    DidYouMean.hint(node.kind(), kinds.keySet())));
            return Optional.empty();
        }
        return kind.bind(node.options(), place, problems);
    }

    Stream<Kind<T>> kinds() {
        return kinds.values().stream();
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? records(type) : Stream.of(type));
    }
}
