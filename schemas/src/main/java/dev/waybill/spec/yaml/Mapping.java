package dev.waybill.spec.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one mapping of a document. What is wrong goes to the consumer of problems and the reader goes on,
 * so that all problems are found at once; {@link #finish} reports the keys that nobody asked for. An explicit null
 * counts as a missing key. Not thread-safe.
 */
public final class Mapping {
    private final Place place;
    private final Map<String, Node> entries;
    private final Consumer<Problem> problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> retired = new LinkedHashSet<>();
    private boolean clean = true;

    /** Reads {@code node}; one that is no mapping is a problem. */
    public Mapping(Node node, Consumer<Problem> problems) {
        this.place = node.place();
        this.problems = problems;
        if (node.isMap()) {
            this.entries = node.entries();
        } else {
            this.entries = Map.of();
            report(wrongType(node, "a mapping"));
        }
    }

    /**
     * Reads the options of a kind with the same rules and messages as the rest of the spec.
     *
     * @param place where the kind stands
     */
    public static Mapping of(Place place, Map<String, ?> options, Consumer<Problem> problems) {
        return new Mapping(Node.of(place, options), problems);
    }

    /** The mapping that a YAML text holds; empty if it cannot be parsed, which has then been reported. */
    public static Optional<Mapping> yaml(String file, String text, Consumer<Problem> problems) {
        return Document.yaml(file, text, problems).map(node -> new Mapping(node, problems));
    }

    /** The mapping that a JSON text holds; empty if it cannot be parsed, which has then been reported. */
    public static Optional<Mapping> json(String file, String text, Consumer<Problem> problems) {
        return Document.json(file, text, problems).map(node -> new Mapping(node, problems));
    }

    public Place place() {
        return place;
    }

    /** The place of the value of {@code key}, or of this mapping if it has no such key. */
    public Place place(String key) {
        Node node = entries.get(key);
        return node == null ? place : node.place();
    }

    /** Text; a number or boolean is refused with the advice to quote it. */
    public Optional<String> text(String key) {
        return node(key).flatMap(this::textOf);
    }

    /** Text that must be there. */
    public Optional<String> requiredText(String key) {
        require(key);
        return text(key);
    }

    /**
     * Text that {@code parser} understands. Its IllegalArgumentException becomes a problem: its message up to the first
     * semicolon says what is wrong, the rest is advice. The problem shows the text.
     */
    public <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return text(key).flatMap(text -> parse(place(key), text, parser, problem -> problem.value(text)));
    }

    /** Like {@link #parsed}, for text that might hold a secret: the problem does not show it. */
    public <T> Optional<T> parsedHidden(String key, Function<String, T> parser) {
        return text(key).flatMap(text -> parse(place(key), text, parser, problem -> problem));
    }

    /** Text that must be there and that {@code parser} understands, see {@link #parsed}. */
    public <T> Optional<T> requiredParsed(String key, Function<String, T> parser) {
        require(key);
        return parsed(key, parser);
    }

    public Optional<Boolean> bool(String key) {
        return node(key).flatMap(node -> {
            if (node.value() instanceof Boolean value) {
                return Optional.of(value);
            }
            report(wrongType(node, "true or false"));
            return Optional.empty();
        });
    }

    /** A whole number. */
    public Optional<Long> integer(String key) {
        return node(key).flatMap(node -> {
            if (node.value() instanceof Integer || node.value() instanceof Long) {
                return Optional.of(((Number) node.value()).longValue());
            }
            report(wrongType(node, "a whole number"));
            return Optional.empty();
        });
    }

    /** A list of texts; numbers in it count as text, so that {@code [404, 2xx]} needs no quotes. Empty if missing. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node element : nodes(key)) {
            scalarText(element).ifPresent(texts::add);
        }
        return texts;
    }

    /** A list of texts that {@code parser} understands, see {@link #parsed}; what it does not is left out. Empty if missing. */
    public <T> List<T> parsedTexts(String key, Function<String, T> parser) {
        List<T> values = new ArrayList<>();
        for (Node element : nodes(key)) {
            scalarText(element)
                    .flatMap(text -> parse(element.place(), text, parser, problem -> problem.value(text)))
                    .ifPresent(values::add);
        }
        return values;
    }

    /** A list of texts as {@link #texts}, or a single text that stands for a list of one. Empty if missing. */
    public List<String> textOrTexts(String key) {
        return node(key)
                .filter(node -> !node.isList())
                .map(node -> textOf(node).stream().toList())
                .orElseGet(() -> texts(key));
    }

    /** A mapping of scalars, taken as text. Empty if missing. */
    public Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        node(key)
                .filter(node -> expect(node, node.isMap(), "a mapping"))
                .ifPresent(node -> node.entries()
                        .forEach((name, value) -> scalarText(value).ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    /** A mapping below this one. */
    public Optional<Mapping> mapping(String key) {
        return node(key).map(node -> new Mapping(node, this::report));
    }

    /** The mappings of a list below this one; elements that are no mappings are reported. Empty if missing. */
    public List<Mapping> mappings(String key) {
        return nodes(key).stream().map(node -> new Mapping(node, this::report)).toList();
    }

    /** Reports {@code key} if it is there, with advice; for keys that a past version took or that belong elsewhere. */
    public void retired(String key, String advice) {
        retired.add(key);
        Node node = entries.get(key);
        if (node != null) {
            report(Problem.at(node.place(), "is not taken here").hint(advice));
        }
    }

    /** Reports all keys that nobody asked for. */
    public void finish() {
        entries.forEach((key, node) -> {
            if (!known.contains(key) && !retired.contains(key)) {
                report(Problem.at(node.place(), "unknown key").hint(DidYouMean.hint(key, known)));
            }
        });
    }

    public void report(Problem problem) {
        clean = false;
        problems.accept(problem);
    }

    /** Whether neither this mapping nor one read from it has reported a problem. */
    public boolean isClean() {
        return clean;
    }

    /** Whether the key is there with a value. */
    public boolean has(String key) {
        return node(key).isPresent();
    }

    /** The keys present, in document order. */
    public Set<String> keys() {
        return entries.keySet();
    }

    /** Whether the value is a number. */
    public boolean isNumber(String key) {
        return node(key).filter(node -> node.value() instanceof Number).isPresent();
    }

    /** All keys and values, without their places. */
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        entries.forEach((key, node) -> plain.put(key, node.plain()));
        return plain;
    }

    /** Reports a key that is missing or null. */
    public void require(String key) {
        known.add(key);
        Node node = entries.get(key);
        if (node == null || node.value() == null) {
            report(Problem.at(node == null ? place.key(key) : node.place(), "is required but missing"));
        }
    }

    Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).filter(node -> node.value() != null);
    }

    /** The elements of a list; empty if the key is missing, or if it is no list, which has then been reported. */
    public List<Node> nodes(String key) {
        return node(key)
                .filter(node -> expect(node, node.isList(), "a list"))
                .map(Node::elements)
                .orElse(List.of());
    }

    private <T> Optional<T> parse(Place at, String text, Function<String, T> parser, UnaryOperator<Problem> show) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            Problem problem = Problem.of(at, String.valueOf(e.getMessage()), "");
            report(show.apply(problem));
            return Optional.empty();
        }
    }

    private Optional<String> textOf(Node node) {
        if (node.value() instanceof String text) {
            return Optional.of(text);
        }
        Problem problem = wrongType(node, "text");
        boolean scalar = !node.isMap() && !node.isList();
        report(scalar ? problem.hint("put it in quotes") : problem);
        return Optional.empty();
    }

    private Optional<String> scalarText(Node node) {
        if (node.value() == null || node.isMap() || node.isList()) {
            report(wrongType(node, "text"));
            return Optional.empty();
        }
        return Optional.of(node.value().toString());
    }

    private boolean expect(Node node, boolean fits, String expected) {
        if (!fits) {
            report(wrongType(node, expected));
        }
        return fits;
    }

    private static Problem wrongType(Node node, String expected) {
        return Problem.at(node.place(), "must be " + expected + ", but is " + node.kind());
    }
}
