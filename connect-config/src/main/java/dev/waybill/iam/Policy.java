package dev.waybill.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a policy document: the frame around its statements. */
final class Policy {
    /** The version of the policy language that knows policy variables. */
    private static final String VERSION = "2012-10-17";

    private Policy() {}

    static Map<String, Object> of(List<Statement> statements) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", VERSION);
        policy.put("Statement", statements.stream().map(Statement::content).toList());
        return policy;
    }
}
