package dev.waybill.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bucket's lifecycle configuration that removes what interrupted multipart uploads left, after a day. The writer may
 * not abort uploads, and what they leave is invisible and costs money.
 *
 * @param prefixes everything that is delivered into the bucket; the empty prefix covers all of it
 */
public record AbandonedUploadsRule(List<String> prefixes) implements IamDocument {
    public AbandonedUploadsRule {
        prefixes = prefixes.contains("")
                ? List.of("")
                : prefixes.stream().sorted().distinct().toList();
    }

    @Override
    public String kind() {
        return "lifecycle";
    }

    @Override
    public Map<String, Object> content() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (String prefix : prefixes) {
            rules.add(rule("waybill-abandoned-uploads-" + (rules.size() + 1), prefix));
        }
        return Map.of("Rules", rules);
    }

    private static Map<String, Object> rule(String id, String prefix) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("ID", id);
        rule.put("Status", "Enabled");
        rule.put("Filter", Map.of("Prefix", prefix.isEmpty() ? "" : prefix + "/"));
        rule.put("AbortIncompleteMultipartUpload", Map.of("DaysAfterInitiation", 1));
        return rule;
    }
}
