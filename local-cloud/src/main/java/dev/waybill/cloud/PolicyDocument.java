package dev.waybill.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An IAM policy in AWS's JSON policy language, as far as policies for S3 and STS use it. A document with an element that
 * is not understood is refused, never half obeyed.
 *
 * @param statements in the document's order, which has no meaning
 */
public record PolicyDocument(List<PolicyStatement> statements) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a policy document.
     *
     * @throws IllegalArgumentException if it is not JSON or has an element that is not supported here
     */
    public static PolicyDocument parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the policy document is not JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode statement = root.path("Statement");
        List<PolicyStatement> statements = new ArrayList<>();
        if (statement.isArray()) {
            statement.forEach(node -> statements.add(PolicyStatement.of(node)));
        } else if (statement.isObject()) {
            statements.add(PolicyStatement.of(statement));
        } else {
            throw new IllegalArgumentException("the policy document has no Statement");
        }
        return new PolicyDocument(statements);
    }

    /** Allows these actions on these resources, both with the wildcards {@code *} and {@code ?}. */
    public static PolicyDocument allow(List<String> actions, List<String> resources) {
        return new PolicyDocument(List.of(PolicyStatement.allow(actions, resources)));
    }

    /** Whether a statement allows the request and none denies it. */
    boolean allows(String action, String resource, Map<String, String> context) {
        boolean allowed = false;
        for (PolicyStatement statement : statements) {
            if (statement.matches(action, resource, context)) {
                if (!statement.allow()) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    /** Whether a statement, read as part of a role's trust policy, allows one of the caller's names to act. */
    boolean trusts(List<String> callerNames, String action, Map<String, String> context) {
        boolean trusted = false;
        for (PolicyStatement statement : statements) {
            if (statement.names(callerNames) && statement.matchesAction(action, context)) {
                if (!statement.allow()) {
                    return false;
                }
                trusted = true;
            }
        }
        return trusted;
    }
}
