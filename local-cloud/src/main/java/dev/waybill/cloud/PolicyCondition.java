package dev.waybill.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One condition of a policy statement, {@code "StringEquals": {"sts:ExternalId": "…"}}. A request that lacks the key
 * does not fulfil it.
 *
 * @param operator {@code StringEquals}, {@code StringLike} or {@code Bool}
 * @param key of the request's context
 * @param values of which one must match
 */
record PolicyCondition(String operator, String key, List<String> values) {
    PolicyCondition {
        if (!List.of("StringEquals", "StringLike", "Bool").contains(operator)) {
            throw new IllegalArgumentException(
                    "the policy condition " + operator + " is not supported; use StringEquals, StringLike or Bool");
        }
        values = List.copyOf(values);
    }

    static List<PolicyCondition> allOf(JsonNode node) {
        List<PolicyCondition> conditions = new ArrayList<>();
        node.properties()
                .forEach(byOperator -> byOperator
                        .getValue()
                        .properties()
                        .forEach(byKey -> conditions.add(new PolicyCondition(
                                byOperator.getKey(), byKey.getKey(), PolicyStatement.texts(byKey.getValue())))));
        return conditions;
    }

    boolean holds(Map<String, String> context) {
        String actual = context.get(key);
        return actual != null
                && values.stream()
                        .anyMatch(value -> operator.equals("StringLike")
                                ? Wildcards.matches(value, actual)
                                : value.equals(actual));
    }
}
