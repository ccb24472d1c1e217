package dev.waybill.control.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.control.console.access.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All operations. Pages ask them here, with the same checks as callers from the network, so a page shows nothing that its caller
 * could not have got through the API. Thread-safe.
 */
public final class Api {
    private final Map<String, Operation> byId = new LinkedHashMap<>();
    private final Map<String, BodyCheck> bodies = new HashMap<>();

    /** @throws IllegalArgumentException if two have one id */
    public Api(List<? extends Operation> operations) {
        for (Operation operation : operations) {
            Contract contract = operation.contract();
            if (byId.putIfAbsent(contract.id(), operation) != null) {
                throw new IllegalArgumentException("two operations have the id " + contract.id());
            }
            contract.body().ifPresent(schema -> bodies.put(contract.id(), new BodyCheck(schema)));
        }
    }

    /** In the order in which they were given. */
    public List<Operation> operations() {
        return new ArrayList<>(byId.values());
    }

    /**
     * Asks an operation that reads.
     *
     * @param values of its parameters, by name
     * @throws ProblemException if the caller may not ask it so, or the operation refuses
     */
    public Answer read(String id, Caller caller, Map<String, String> values) {
        return call(id, caller, values, MissingNode.getInstance());
    }

    /**
     * Asks an operation.
     *
     * @param values of its parameters, by name
     * @param body of the operation's schema; missing where it has none
     * @throws ProblemException if the caller may not ask it so, or the operation refuses
     */
    public Answer call(String id, Caller caller, Map<String, String> values, JsonNode body) {
        Operation operation = byId.get(id);
        if (operation == null) {
            throw new IllegalArgumentException("there is no operation " + id);
        }
        Map<String, String> path = new HashMap<>();
        Map<String, List<String>> query = new HashMap<>();
        values.forEach((name, value) -> {
            if (isInPath(operation, name)) {
                path.put(name, value);
            } else {
                query.put(name, List.of(value));
            }
        });
        Endpoint endpoint = operation.contract().endpoint();
        Permission.require(endpoint, Optional.of(caller), path);
        Map<Parameter<?>, Object> read = ParameterReading.read(endpoint, path, query);
        JsonNode checked = Optional.ofNullable(bodies.get(id))
                .map(check -> check.checked(body))
                .orElse(body);
        return Faults.caught(
                operation.contract().id(),
                Optional.of(caller),
                () -> operation.handle(new Call(Optional.of(caller), read, checked, Map.of(), "")));
    }

    /** Reads a body as an operation's schema asks. */
    JsonNode body(Operation operation, byte[] body) {
        BodyCheck check = bodies.get(operation.contract().id());
        return check == null ? MissingNode.getInstance() : check.read(body);
    }

    private static boolean isInPath(Operation operation, String name) {
        return operation.contract().endpoint().parameters().stream()
                .anyMatch(parameter -> parameter.place() == Parameter.Place.PATH
                        && parameter.name().equals(name));
    }
}
