package dev.waybill.control.console.http;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.YamlName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value that stands in the path or in the query: what it may be, and how it is read. The frame refuses others before an
 * operation is asked, and so it does with a parameter that the operation does not have, or one that is given twice.
 *
 * @param <T> what it is read as
 */
public final class Parameter<T> {
    /** A tenant's id in the path. */
    public static final Parameter<String> TENANT =
            id("tenant", "The tenant's id.").inPath();
    /** An export's id in the path. */
    public static final Parameter<String> EXPORT =
            id("export", "The export's id.").inPath();

    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final String name;
    private final Place place;
    private final String description;
    private final Schema schema;
    private final Function<String, T> parser;
    private final Optional<T> standard;
    private final Need need;

    /** Where it stands. */
    public enum Place {
        PATH,
        QUERY
    }

    private enum Need {
        OPTIONAL,
        REQUIRED
    }

    private Parameter(
            String name,
            Place place,
            String description,
            Schema schema,
            Function<String, T> parser,
            Optional<T> standard,
            Need need) {
        this.name = name;
        this.place = place;
        this.description = description;
        this.schema = schema;
        this.parser = parser;
        this.standard = standard;
        this.need = need;
    }

    /** Text of 1 to {@code max} characters. */
    public static Parameter<String> text(String name, int max, String description) {
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                Schema.text(max),
                text -> {
                    if (text.isEmpty() || text.length() > max) {
                        throw new IllegalArgumentException("must have from 1 to " + max + " characters");
                    }
                    return text;
                },
                Optional.empty(),
                Need.OPTIONAL);
    }

    /** The id of a tenant or an export. */
    public static Parameter<String> id(String name, String description) {
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                Schema.matching(ExportId.SYNTAX, 63),
                text -> {
                    if (!ExportId.isValid(text)) {
                        throw new IllegalArgumentException("must be an id: " + ExportId.SYNTAX_IN_WORDS);
                    }
                    return text;
                },
                Optional.empty(),
                Need.OPTIONAL);
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Parameter<Integer> number(String name, int min, int max, String description) {
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                Schema.number(min, max),
                text -> {
                    if (text.matches("-?[0-9]{1,9}")
                            && Integer.parseInt(text) >= min
                            && Integer.parseInt(text) <= max) {
                        return Integer.valueOf(text);
                    }
                    throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
                },
                Optional.empty(),
                Need.OPTIONAL);
    }

    /** An instant from 1970 to 9999, {@code 2026-03-04T05:00:00Z}. */
    public static Parameter<Instant> instant(String name, String description) {
        return new Parameter<>(
                name, Place.QUERY, description, Schema.instant(), Parameter::instant, Optional.empty(), Need.OPTIONAL);
    }

    /** Beyond these years there are no events, and sums of times have no place. */
    private static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(YEAR_10000)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw noInstant();
        }
        throw noInstant();
    }

    private static IllegalArgumentException noInstant() {
        return new IllegalArgumentException("must be an instant from 1970 to 9999, such as 2026-03-04T05:00:00Z");
    }

    /** One of the constants, by its name in YAML. */
    public static <E extends Enum<E>> Parameter<E> choice(String name, Class<E> of, String description) {
        List<E> constants = List.of(of.getEnumConstants());
        List<String> names = constants.stream().map(YamlName::of).toList();
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                Schema.oneOf(names),
                text -> constants.stream()
                        .filter(constant -> YamlName.of(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("must be one of " + String.join(", ", names))),
                Optional.empty(),
                Need.OPTIONAL);
    }

    /** Several of the constants, by their names in YAML, separated by commas. */
    public static <E extends Enum<E>> Parameter<List<E>> choices(String name, Class<E> of, String description) {
        Parameter<E> one = choice(name, of, description);
        int max = of.getEnumConstants().length;
        return new Parameter<>(
                name,
                Place.QUERY,
                description,
                Schema.list(one.schema, max),
                text -> Arrays.stream(text.split(",", -1))
                        .map(one.parser)
                        .distinct()
                        .toList(),
                Optional.empty(),
                Need.OPTIONAL);
    }

    /** The same in the path. */
    public Parameter<T> inPath() {
        return new Parameter<>(name, Place.PATH, description, schema, parser, Optional.empty(), Need.REQUIRED);
    }

    /** The same, and must be there. */
    public Parameter<T> required() {
        return new Parameter<>(name, place, description, schema, parser, Optional.empty(), Need.REQUIRED);
    }

    /** The same with a value that holds where there is none. */
    public Parameter<T> orElse(T value) {
        return new Parameter<>(name, place, description, schema, parser, Optional.of(value), Need.OPTIONAL);
    }

    public String name() {
        return name;
    }

    public Place place() {
        return place;
    }

    boolean isRequired() {
        return need == Need.REQUIRED;
    }

    String description() {
        return description;
    }

    Schema schema() {
        return schema;
    }

    Optional<T> standard() {
        return standard;
    }

    /** @throws IllegalArgumentException if it may not be this; the message does not hold the text */
    public T parse(String text) {
        return parser.apply(text);
    }
}
