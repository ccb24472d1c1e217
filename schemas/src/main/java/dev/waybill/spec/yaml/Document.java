package dev.waybill.spec.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Parses YAML or JSON text into nodes that know their place. Syntax errors, duplicate keys and aliases become problems;
 * messages never quote the text, since it may hold secrets.
 */
public final class Document {
    /** Words such as {@code off}, {@code no} and {@code y} are text, as they are to editors with YAML 1.2. */
    private static final JsonFactory YAML =
            new YAMLFactory().enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS);

    private static final JsonFactory JSON = new JsonFactory();

    /** Every value knows its path: below a key of many characters it would be kept many times. */
    private static final int LONGEST_PATH = 1_000;

    /** Some hundred bytes are kept for each; in 1 MiB that means something, values have more characters than ten. */
    private static final int MOST_VALUES = 100_000;

    private final String file;
    private final Consumer<Problem> problems;
    private final JsonParser parser;
    private final int mostValues;
    private int values;

    private Document(String file, JsonParser parser, int mostValues, Consumer<Problem> problems) {
        this.file = file;
        this.parser = parser;
        this.mostValues = mostValues;
        this.problems = problems;
    }

    /** The document asks for more than it is worth. */
    private static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        TooMuchException(Problem problem) {
            super(problem.text(), null, false, false);
            this.problem = problem;
        }
    }

    /** The root of a YAML document; empty if it cannot be parsed, which has then been reported. */
    public static Optional<Node> yaml(String file, String text, Consumer<Problem> problems) {
        return yaml(file, text, Integer.MAX_VALUE, problems);
    }

    /** The same of what a tenant may have written: with more values than any spec has, it is refused before they are kept. */
    public static Optional<Node> boundedYaml(String file, String text, Consumer<Problem> problems) {
        return yaml(file, text, MOST_VALUES, problems);
    }

    private static Optional<Node> yaml(String file, String text, int mostValues, Consumer<Problem> problems) {
        return Tabs.find(file, text)
                .map(problem -> {
                    problems.accept(problem);
                    return Optional.<Node>empty();
                })
                .orElseGet(() -> parse(YAML, file, text, mostValues, problems));
    }

    /** The root of a JSON document; empty if it cannot be parsed, which has then been reported. */
    static Optional<Node> json(String file, String text, Consumer<Problem> problems) {
        return parse(JSON, file, text, Integer.MAX_VALUE, problems);
    }

    private static Optional<Node> parse(
            JsonFactory factory, String file, String text, int mostValues, Consumer<Problem> problems) {
        try (JsonParser parser = factory.createParser(text)) {
            return new Document(file, parser, mostValues, problems).root();
        } catch (TooMuchException e) {
            problems.accept(e.problem);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            Place place = new Place(file, "", Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
            problems.accept(Problem.at(place, "cannot be parsed" + reason(e))
                    .hint("check indentation, colons, quotes and brackets near this line"));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scanner's own words, which name no more than a character; Jackson's full message would quote the line. */
    private static String reason(JsonProcessingException e) {
        return e instanceof MarkedYAMLException yaml && yaml.getProblem() != null ? " (" + yaml.getProblem() + ")" : "";
    }

    private Optional<Node> root() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            problems.accept(Problem.at(Place.ofFile(file), "is empty"));
            return Optional.empty();
        }
        Node root = node(token, here(""));
        if (parser.nextToken() != null) {
            problems.accept(
                    Problem.at(here(""), "holds a second document").hint("one document a file; remove the ---"));
        }
        return Optional.of(root);
    }

    private Node node(JsonToken token, Place place) throws IOException {
        values++;
        if (values > mostValues) {
            throw new TooMuchException(Problem.at(Place.ofFile(file), "holds more than " + mostValues + " values")
                    .hint("write what is meant with fewer exports or shorter lists"));
        }
        if (place.path().length() > LONGEST_PATH) {
            String shown = place.path().substring(0, 80) + "…";
            throw new TooMuchException(Problem.at(
                            new Place(file, shown, place.line(), place.column()),
                            "has a path of more than " + LONGEST_PATH + " characters")
                    .hint("shorten its key, or nest it less deeply"));
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            problems.accept(
                    Problem.at(place, "aliases (*name) are not supported").hint("write the value out"));
            return new Node(place, null);
        }
        return new Node(
                place,
                switch (token) {
                    case START_OBJECT -> entries(place);
                    case START_ARRAY -> elements(place);
                    default -> scalar(token);
                });
    }

    private Map<String, Node> entries(Place parent) throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place place = here(parent.key(key).path());
            Node node = node(parser.nextToken(), place);
            if (entries.putIfAbsent(key, node) != null) {
                problems.accept(Problem.at(place, "is there twice").hint("remove one of the two"));
            }
        }
        return entries;
    }

    private List<Node> elements(Place parent) throws IOException {
        List<Node> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(node(token, here(parent.index(elements.size()).path())));
        }
        return elements;
    }

    private @Nullable Object scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getText();
        };
    }

    private Place here(String path) {
        JsonLocation location = parser.currentTokenLocation();
        return new Place(file, path, Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
    }
}
