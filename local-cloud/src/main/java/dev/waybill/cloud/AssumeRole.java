package dev.waybill.cloud;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides whether a caller may assume a role, by the rules for a role of another account: the caller's own policy must
 * allow {@code sts:AssumeRole} and the role's trust policy must trust the caller, with the external id where it asks for
 * one. Every refusal reads the same, so that it does not tell which roles exist.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">API reference</a>
 */
final class AssumeRole {
    private static final String ACTION = "sts:AssumeRole";
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final int MIN_SECONDS = 900;
    private static final int MAX_SECONDS = 43_200;
    private static final int MAX_POLICY_LENGTH = 2048;

    private final LocalIam iam;

    AssumeRole(LocalIam iam) {
        this.iam = iam;
    }

    RoleSession answer(Identity caller, Map<String, String> parameters) {
        String roleArn = required(parameters, "RoleArn");
        String sessionName = required(parameters, "RoleSessionName");
        if (!SESSION_NAME.matcher(sessionName).matches()) {
            throw invalid("RoleSessionName must match " + SESSION_NAME);
        }
        Optional<String> externalId = Optional.ofNullable(parameters.get("ExternalId"));
        if (externalId.isPresent() && !EXTERNAL_ID.matcher(externalId.get()).matches()) {
            throw invalid("ExternalId must match " + EXTERNAL_ID);
        }
        Duration duration = duration(parameters.getOrDefault("DurationSeconds", "3600"));
        Optional<PolicyDocument> policy =
                Optional.ofNullable(parameters.get("Policy")).map(AssumeRole::sessionPolicy);
        Map<String, String> context =
                externalId.map(id -> Map.of("sts:ExternalId", id)).orElse(Map.of());
        Role role = iam.role(roleArn)
                .filter(found -> iam.allows(caller, ACTION, roleArn, Map.of()))
                .filter(found -> found.trust().trusts(caller.names(), ACTION, context))
                .orElseThrow(() -> AwsError.accessDenied("User: " + caller.arn()
                        + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn));
        return iam.begin(role, sessionName, duration, policy);
    }

    private static Duration duration(String seconds) {
        try {
            int value = Integer.parseInt(seconds);
            if (value >= MIN_SECONDS && value <= MAX_SECONDS) {
                return Duration.ofSeconds(value);
            }
        } catch (NumberFormatException e) {
            throw invalid("DurationSeconds must be a number");
        }
        throw invalid("DurationSeconds must be from " + MIN_SECONDS + " to " + MAX_SECONDS);
    }

    private static PolicyDocument sessionPolicy(String json) {
        if (json.length() > MAX_POLICY_LENGTH) {
            throw invalid("Policy must not be longer than " + MAX_POLICY_LENGTH + " characters");
        }
        try {
            return PolicyDocument.parse(json);
        } catch (IllegalArgumentException e) {
            throw new AwsError(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()));
        }
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw invalid(name + " must not be missing");
        }
        return value;
    }

    private static AwsError invalid(String message) {
        return new AwsError(400, "ValidationError", message);
    }
}
