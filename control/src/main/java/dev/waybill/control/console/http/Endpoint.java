package dev.waybill.control.console.http;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where something is found, and by whom.
 *
 * @param path begins with a slash; {@code {name}} stands for a segment of any text, whose parameter is among the parameters
 */
public record Endpoint(Verb verb, String path, Audience audience, List<Parameter<?>> parameters) {
    private static final Pattern PATH = Pattern.compile("/|(?:/(?:[A-Za-z0-9._-]+|\\{[a-z-]+}))+");

    public Endpoint {
        parameters = List.copyOf(parameters);
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(path + " is no path");
        }
        Set<String> names = new HashSet<>();
        for (Parameter<?> parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException(path + " has the parameter " + parameter.name() + " twice");
            }
        }
        List<String> segments = Arrays.asList(path.split("/"));
        List<String> declared = parameters.stream()
                .filter(parameter -> parameter.place() == Parameter.Place.PATH)
                .map(parameter -> "{" + parameter.name() + "}")
                .toList();
        List<String> named =
                segments.stream().filter(segment -> segment.startsWith("{")).toList();
        if (!new HashSet<>(named).equals(new HashSet<>(declared)) || named.size() != declared.size()) {
            throw new IllegalArgumentException(path + " and its parameters do not agree");
        }
        if (audience == Audience.OWN_TENANT && !declared.contains("{tenant}")) {
            throw new IllegalArgumentException(path + " names no tenant, so it cannot be a tenant's own");
        }
    }
}
