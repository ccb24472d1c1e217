package dev.waybill.kubernetes;

import dev.waybill.acls.Client;
import dev.waybill.acls.ClientGrants;
import dev.waybill.acls.Grant;
import dev.waybill.acls.NameMatch;
import dev.waybill.acls.ResourceKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Clients as KafkaUsers that log in by SCRAM, with their rights; clients that log in as the same user get one. Without
 * {@code apply --acls}: who grants rights here is Strimzi.
 */
final class UserResources {
    private static final String USER = "User:";

    private UserResources() {}

    /** @throws IllegalArgumentException if a principal is no user of Strimzi's */
    static Stream<StrimziResource> of(List<ClientGrants> clients, StrimziClusters clusters) {
        Map<String, Set<Grant>> byUser = new TreeMap<>();
        clients.stream()
                .filter(client -> client.client() != Client.APPLY_ACLS)
                .forEach(client -> byUser.computeIfAbsent(user(client.principal()), any -> new LinkedHashSet<>())
                        .addAll(client.grants()));
        return byUser.entrySet().stream()
                .map(user -> new StrimziResource(
                        "KafkaUser", user.getKey(), clusters.kafka(), Map.of(), spec(user.getValue())));
    }

    private static String user(String principal) {
        if (!principal.startsWith(USER)) {
            throw new IllegalArgumentException(
                    "\"" + principal + "\" is no user of Strimzi's: write --principal CLIENT=User:NAME");
        }
        return principal.substring(USER.length());
    }

    private static Map<String, Object> spec(Set<Grant> grants) {
        Map<String, Object> authorization = new LinkedHashMap<>();
        authorization.put("type", "simple");
        authorization.put("acls", grants.stream().map(UserResources::rule).toList());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("authentication", Map.of("type", "scram-sha-512"));
        spec.put("authorization", authorization);
        return spec;
    }

    private static Map<String, Object> rule(Grant grant) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("type", type(grant.kind()));
        if (grant.kind() != ResourceKind.CLUSTER) {
            resource.put("name", grant.name());
            resource.put("patternType", grant.match() == NameMatch.LITERAL ? "literal" : "prefix");
        }
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("resource", resource);
        rule.put("operations", grant.words());
        return rule;
    }

    private static String type(ResourceKind kind) {
        return switch (kind) {
            case TOPIC -> "topic";
            case GROUP -> "group";
            case TRANSACTIONAL_ID -> "transactionalId";
            case CLUSTER -> "cluster";
        };
    }
}
