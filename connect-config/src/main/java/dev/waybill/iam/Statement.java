package dev.waybill.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One statement of a policy; its effect is always Allow. Instances are built up from {@link #allow}.
 *
 * @param sid letters and digits
 * @param principal type and name of who is trusted; empty in permission policies
 * @param actions in the order in which they are written
 * @param resources empty in trust policies
 * @param conditions operator to key to values
 */
record Statement(
        String sid,
        Map<String, String> principal,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, List<String>>> conditions) {
    Statement {
        principal = Map.copyOf(principal);
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = Map.copyOf(conditions);
    }

    static Statement allow(String sid, String... actions) {
        return new Statement(sid, Map.of(), List.of(actions), List.of(), Map.of());
    }

    Statement to(String principalType, String name) {
        return new Statement(sid, Map.of(principalType, name), actions, resources, conditions);
    }

    /** On these resources; several are sorted and said once. */
    Statement on(List<String> names) {
        return new Statement(
                sid, principal, actions, names.stream().sorted().distinct().toList(), conditions);
    }

    Statement on(String resource) {
        return on(List.of(resource));
    }

    Statement when(String operator, String key, List<String> values) {
        Map<String, Map<String, List<String>>> more = new TreeMap<>(conditions);
        Map<String, List<String>> keys = new TreeMap<>(more.getOrDefault(operator, Map.of()));
        keys.put(key, values.stream().sorted().distinct().toList());
        more.put(operator, keys);
        return new Statement(sid, principal, actions, resources, more);
    }

    Statement when(String operator, String key, String value) {
        return when(operator, key, List.of(value));
    }

    /** Only over TLS. */
    Statement overTls() {
        return when("Bool", "aws:SecureTransport", "true");
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("Sid", sid);
        content.put("Effect", "Allow");
        if (!principal.isEmpty()) {
            content.put("Principal", principal);
        }
        content.put("Action", oneOrList(actions));
        if (!resources.isEmpty()) {
            content.put("Resource", oneOrList(resources));
        }
        if (!conditions.isEmpty()) {
            Map<String, Map<String, Object>> written = new TreeMap<>();
            conditions.forEach((operator, keys) -> {
                Map<String, Object> values = new TreeMap<>();
                keys.forEach((key, list) -> values.put(key, oneOrList(list)));
                written.put(operator, values);
            });
            content.put("Condition", written);
        }
        return content;
    }

    private static Object oneOrList(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
    }
}
