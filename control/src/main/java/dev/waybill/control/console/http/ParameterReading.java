package dev.waybill.control.console.http;

import dev.waybill.spec.yaml.DidYouMean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what stands in path and query as an endpoint's parameters say. */
final class ParameterReading {
    private ParameterReading() {}

    /**
     * The values, by parameter; a parameter's standard where the caller says nothing.
     *
     * @throws ProblemException if one is unknown, missing, given twice or cannot be this
     */
    static Map<Parameter<?>, Object> read(
            Endpoint endpoint, Map<String, String> path, Map<String, List<String>> query) {
        requireKnown(endpoint, query.keySet());
        Map<Parameter<?>, Object> values = new HashMap<>();
        for (Parameter<?> parameter : endpoint.parameters()) {
            text(parameter, path, query)
                    .<Object>map(text -> parsed(parameter, text))
                    .or(parameter::standard)
                    .ifPresentOrElse(value -> values.put(parameter, value), () -> requireOptional(parameter));
        }
        return values;
    }

    private static void requireKnown(Endpoint endpoint, Set<String> names) {
        List<String> known = endpoint.parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
                .map(Parameter::name)
                .toList();
        for (String name : names) {
            if (!known.contains(name)) {
                String hint = known.isEmpty() ? "there are none" : DidYouMean.hint(name, known);
                throw ApiProblem.of(
                                ProblemKind.UNKNOWN_PARAMETER, "the query has a parameter that is not known; " + hint)
                        .asException();
            }
        }
    }

    private static Optional<String> text(
            Parameter<?> parameter, Map<String, String> path, Map<String, List<String>> query) {
        if (parameter.place() == Parameter.Place.PATH) {
            return Optional.ofNullable(path.get(parameter.name()));
        }
        List<String> values = query.getOrDefault(parameter.name(), List.of());
        if (values.size() > 1) {
            throw invalid(parameter, "is given more than once");
        }
        return values.stream().findFirst();
    }

    private static Object parsed(Parameter<?> parameter, String text) {
        try {
            Object value = parameter.parse(text);
            if (value == null) {
                throw new IllegalStateException("parameter " + parameter.name() + " was read as nothing");
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw invalid(parameter, String.valueOf(e.getMessage()));
        }
    }

    private static void requireOptional(Parameter<?> parameter) {
        if (parameter.isRequired()) {
            throw invalid(parameter, "is missing");
        }
    }

    private static ProblemException invalid(Parameter<?> parameter, String message) {
        return ApiProblem.of(ProblemKind.INVALID_PARAMETER, parameter.name() + " " + message)
                .with("parameter", parameter.name())
                .asException();
    }
}
