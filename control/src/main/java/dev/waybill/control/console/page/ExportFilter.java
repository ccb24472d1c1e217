package dev.waybill.control.console.page;

import dev.waybill.contract.YamlName;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.state.ExportSort;
import dev.waybill.control.status.ExportState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which exports a page lists, as its address says it. The API decides what a value may be.
 *
 * @param values by name; those that are not given are missing
 */
public record ExportFilter(Map<String, String> values) {
    private static final int MAX = 200;
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "50";

    static final List<Parameter<?>> PARAMETERS = List.of(
            Parameter.text("text", MAX, "A part of the name or the destination."),
            Parameter.text("state", MAX, "One state, or several with commas between them."),
            Parameter.text("attention", MAX, "Whether they need somebody."),
            Parameter.text("sort", MAX, "The order."),
            Parameter.text(CURSOR, 2_000, "After what the page begins."));

    public ExportFilter {
        values = Map.copyOf(values);
    }

    static ExportFilter of(Call call) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("limit", LIMIT));
        PARAMETERS.forEach(
                parameter -> call.find(parameter).ifPresent(value -> values.put(parameter.name(), value.toString())));
        return new ExportFilter(values);
    }

    /** What a field of the form holds; empty where nothing was asked for. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether a field of the form holds this. */
    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    /** Whether the list begins with its first export. */
    public boolean isFirst() {
        return !values.containsKey(CURSOR);
    }

    /** The address of the first page of the same list. */
    public String first() {
        return address(Map.of());
    }

    /** The address of the page after this one. */
    public String next(String cursor) {
        return address(Map.of(CURSOR, cursor));
    }

    public static List<String> states() {
        return Arrays.stream(ExportState.values()).map(ExportState::word).toList();
    }

    /** What an order is for. */
    public static Map<String, String> sorts() {
        Map<String, String> sorts = new LinkedHashMap<>();
        for (ExportSort sort : ExportSort.values()) {
            sorts.put(
                    YamlName.of(sort),
                    switch (sort) {
                        case NAME -> "name";
                        case STATE -> "what needs somebody most";
                        case DELAY -> "longest delay";
                        case LOSS -> "least time until loss";
                    });
        }
        return sorts;
    }

    private String address(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>();
        PARAMETERS.stream()
                .map(Parameter::name)
                .filter(name -> values.containsKey(name) && !name.equals(CURSOR))
                .forEach(name -> all.put(name, value(name)));
        all.putAll(more);
        return "/"
                + all.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", all.isEmpty() ? "" : "?", ""));
    }
}
