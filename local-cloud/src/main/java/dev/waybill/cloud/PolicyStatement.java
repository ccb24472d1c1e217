package dev.waybill.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One statement of a {@link PolicyDocument}.
 *
 * @param allow whether its effect is Allow; otherwise Deny
 * @param actions patterns, matched without regard to case
 * @param resources patterns; empty in a trust policy
 * @param principals who it is about in a trust policy; empty elsewhere
 * @param conditions all of which must hold
 */
record PolicyStatement(
        boolean allow,
        List<String> actions,
        List<String> resources,
        List<String> principals,
        List<PolicyCondition> conditions) {
    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Principal", "Condition");

    PolicyStatement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        principals = List.copyOf(principals);
        conditions = List.copyOf(conditions);
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("a policy statement needs an Action");
        }
    }

    static PolicyStatement allow(List<String> actions, List<String> resources) {
        return new PolicyStatement(true, actions, resources, List.of(), List.of());
    }

    static PolicyStatement of(JsonNode node) {
        node.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name)) {
                throw new IllegalArgumentException("the policy element " + name + " is not supported; use one of "
                        + ELEMENTS.stream().sorted().toList());
            }
        });
        String effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new IllegalArgumentException("a policy statement's Effect must be Allow or Deny");
        }
        JsonNode principal = node.path("Principal");
        return new PolicyStatement(
                effect.equals("Allow"),
                texts(node.path("Action")),
                texts(node.path("Resource")),
                texts(principal.isObject() ? principal.path("AWS") : principal),
                PolicyCondition.allOf(node.path("Condition")));
    }

    /** A text node or an array of them, as the policy language allows nearly everywhere. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> texts.add(item.asText()));
        } else if (!node.isMissingNode()) {
            texts.add(node.asText());
        }
        return texts;
    }

    boolean matches(String action, String resource, Map<String, String> context) {
        return matchesAction(action, context)
                && resources.stream().anyMatch(pattern -> Wildcards.matches(pattern, resource));
    }

    boolean matchesAction(String action, Map<String, String> context) {
        return actions.stream().anyMatch(pattern -> Wildcards.matchesIgnoringCase(pattern, action))
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }

    boolean names(List<String> callerNames) {
        return principals.contains("*") || principals.stream().anyMatch(callerNames::contains);
    }
}
