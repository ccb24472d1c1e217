package dev.waybill.local;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which also keeps what it was asked. Brokers make it from its name, so what it keeps is static. */
public final class RecordingAuthorizer extends StandardAuthorizer {
    /**
     * A question.
     *
     * @param principal {@code User:name}
     */
    record Asked(String principal, AclOperation operation, ResourceType type, String name) {}

    static final Set<Asked> ALLOWED = ConcurrentHashMap.newKeySet();
    static final Set<Asked> DENIED = ConcurrentHashMap.newKeySet();

    static void forget() {
        ALLOWED.clear();
        DENIED.clear();
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            // Other questions are only about what may be shown, or whether a wider right is there.
            if (action.logIfDenied()) {
                (results.get(i) == AuthorizationResult.ALLOWED ? ALLOWED : DENIED)
                        .add(new Asked(
                                context.principal().toString(),
                                action.operation(),
                                action.resourcePattern().resourceType(),
                                action.resourcePattern().name()));
            }
        }
        return results;
    }
}
