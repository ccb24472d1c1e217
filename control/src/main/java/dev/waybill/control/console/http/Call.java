package dev.waybill.control.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.control.console.access.Caller;
import java.util.Map;
import java.util.Optional;

/** A request that has passed all checks of the frame. */
public final class Call {
    private final Optional<Caller> caller;
    private final Map<Parameter<?>, Object> values;
    private final JsonNode body;
    private final Map<String, String> form;
    private final String formToken;

    Call(
            Optional<Caller> caller,
            Map<Parameter<?>, Object> values,
            JsonNode body,
            Map<String, String> form,
            String formToken) {
        this.caller = caller;
        this.values = Map.copyOf(values);
        this.body = body;
        this.form = Map.copyOf(form);
        this.formToken = formToken;
    }

    /** Without a body and without a form. */
    static Call reading(Optional<Caller> caller, Map<Parameter<?>, Object> values) {
        return new Call(caller, values, MissingNode.getInstance(), Map.of(), "");
    }

    /**
     * Who asks.
     *
     * @throws IllegalStateException if it is {@link Audience#PUBLIC}
     */
    public Caller caller() {
        return caller.orElseThrow(() -> new IllegalStateException("what everybody may ask has no caller"));
    }

    /** Who asks, where it is {@link Audience#PUBLIC} and somebody has logged in. */
    public Optional<Caller> knownCaller() {
        return caller;
    }

    /**
     * The value of a parameter in the path, of one that is required, or of one with a standard.
     *
     * @throws IllegalStateException if the endpoint does not have it
     */
    public <T> T get(Parameter<T> parameter) {
        return find(parameter)
                .orElseThrow(() -> new IllegalStateException("the parameter " + parameter.name() + " may be missing"));
    }

    /** The value of a parameter that may be missing. */
    @SuppressWarnings("unchecked") // the frame has put what the parameter itself has read
    public <T> Optional<T> find(Parameter<T> parameter) {
        return Optional.ofNullable((T) values.get(parameter));
    }

    /** The body, of the contract's schema. */
    public JsonNode body() {
        return body;
    }

    /** A text of the body; empty if it is missing. */
    public Optional<String> text(String member) {
        return Optional.of(body.path(member)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The fields of a form, by name; empty for what is no form. */
    public Map<String, String> form() {
        return form;
    }

    /** What a page writes into the hidden field {@code form-token} of each form; empty where nobody has logged in. */
    public String formToken() {
        return formToken;
    }
}
