package dev.waybill.kind.family;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads nodes of a spec into the records of a sealed family. Kinds are the family's permitted records, options their
 * components; there is no list of kinds to keep. See {@link KindOptions} for their names.
 *
 * @param <T> the sealed interface
 */
public final class Kinds<T extends KindOptions> {
    private final String familyName;
    private final Map<String, Kind<T>> kinds = new LinkedHashMap<>();

    private Kinds(Class<T> family, String familyName) {
        this.familyName = familyName;
        records(family).forEach(type -> {
            Kind<T> kind = Kind.of(type.asSubclass(family));
            kinds.put(kind.name(), kind);
        });
    }

    /**
     * The kinds of a sealed interface whose permitted classes are records, or sealed interfaces of records.
     *
     * @param familyName for messages, {@code output format}
     */
    public static <T extends KindOptions> Kinds<T> of(Class<T> family, String familyName) {
        return new Kinds<>(family, familyName);
    }

    /** The names of the kinds, in the order of the family's {@code permits} clause. */
    public Set<String> names() {
        return kinds.keySet();
    }

    public Stream<Kind<T>> all() {
        return kinds.values().stream();
    }

    /**
     * What a node asks for.
     *
     * @param events it is asked for
     * @param place where the node stands
     * @param problems takes everything that is wrong; then the result is empty
     */
    public Optional<T> read(KindSpec node, EventLeaves events, Place place, Consumer<Problem> problems) {
        return read(node, place, problems).filter(asked -> {
            List<OptionProblem> found = asked.problems(events);
            found.forEach(problem -> problems.accept(
                    new Problem(place.key(problem.option()), problem.value(), problem.message(), problem.hint())));
            return found.isEmpty();
        });
    }

    /**
     * What a node asks for.
     *
     * @throws SpecException if anything is wrong with it
     */
    public T read(KindSpec node, EventLeaves events, Place place) {
        List<Problem> problems = new ArrayList<>();
        return read(node, events, place, problems::add).orElseThrow(() -> new SpecException(problems));
    }

    private Optional<T> read(KindSpec node, Place place, Consumer<Problem> problems) {
        Kind<T> kind = kinds.get(node.kind());
        if (kind == null) {
            problems.accept(new Problem(
                    place.key("kind"),
                    node.kind(),
                    "unknown " + familyName,
                    DidYouMean.hint(node.kind(), kinds.keySet())));
            return Optional.empty();
        }
        return kind.read(node.options(), place, problems);
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? records(type) : Stream.of(type));
    }
}
