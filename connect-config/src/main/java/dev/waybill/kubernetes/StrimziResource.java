package dev.waybill.kubernetes;

import dev.waybill.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One resource, in JSON, which is what Kubernetes speaks.
 *
 * @param kind such as {@code KafkaTopic}
 * @param name of the resource
 * @param cluster of Strimzi's that it belongs to
 * @param annotations may be empty
 * @param spec what the kind says
 */
record StrimziResource(
        String kind, String name, String cluster, Map<String, String> annotations, Map<String, Object> spec) {
    private static final String API_VERSION = "kafka.strimzi.io/v1";
    /** DNS subdomain, RFC 1123, which names of Kubernetes' resources are. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    private static final int MAX_NAME = 253;

    StrimziResource {
        if (!NAME.matcher(name).matches() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a " + kind + " cannot be called \"" + name
                    + "\": Kubernetes takes lower-case letters, digits, hyphens and dots");
        }
    }

    String json() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("labels", Map.of(StrimziClusters.LABEL, cluster));
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("apiVersion", API_VERSION);
        resource.put("kind", kind);
        resource.put("metadata", metadata);
        resource.put("spec", spec);
        return JsonText.of(resource);
    }
}
