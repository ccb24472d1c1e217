package dev.waybill.acls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that one client may do.
 *
 * @param client who
 * @param principal as the cluster knows it: {@code User:name}
 * @param grants all it needs, and no more
 */
public record ClientGrants(Client client, String principal, List<Grant> grants) {
    public ClientGrants {
        if (!principal.matches("[A-Za-z]+:.+")) {
            throw new IllegalArgumentException("\"" + principal + "\" is no principal; write User:NAME");
        }
        grants = List.copyOf(grants);
    }

    /** For JSON: an object for each grant. */
    List<Map<String, Object>> content() {
        return grants.stream().map(this::content).toList();
    }

    private Map<String, Object> content(Grant grant) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("client", client.word());
        content.put("principal", principal);
        content.put("resource", grant.kind().word());
        content.put("match", grant.match().word());
        content.put("name", grant.name());
        content.put("operations", grant.words());
        return content;
    }
}
