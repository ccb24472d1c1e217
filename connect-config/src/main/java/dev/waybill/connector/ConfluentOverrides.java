package dev.waybill.connector;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which settings of Confluent's sink an operator may change. */
final class ConfluentOverrides {
    private static final String FROM_SPEC = "it follows from the export's spec; change destination or format there";
    private static final String FIXED = "delivery of one whole object per record depends on it";
    private static final ProtectedKeys PROTECTED = new ProtectedKeys(protectedKeys());

    private ConfluentOverrides() {}

    /** What the exports of one connector say together; they must not contradict each other. */
    static Map<String, String> of(ConfluentGroup group, Consumer<Problem> problems) {
        Map<String, String> merged = new TreeMap<>();
        for (ExportSpec export : group.exports()) {
            Place place = Place.of(export.exportId().toString(), "connector");
            checked(place, export.connector(), problems).forEach((key, value) -> {
                String other = merged.putIfAbsent(key, value);
                if (other != null && !other.equals(value)) {
                    problems.accept(Problem.at(place.key(key), "differs from another export of the same connector")
                            .hint("one connector serves all exports with this bucket, prefix, role and format: "
                                    + "say the same in each, or say it in one"));
                }
            });
        }
        return merged;
    }

    /** The overrides that may be applied; the others are reported. */
    static Map<String, String> checked(Place place, Map<String, String> overrides, Consumer<Problem> problems) {
        Map<String, String> allowed = PROTECTED.allowed(place, overrides, problems);
        requireAtLeast("s3.part.size", 5 << 20, place, allowed, problems);
        requireAtLeast("s3.part.retries", 1, place, allowed, problems);
        return allowed;
    }

    private static void requireAtLeast(
            String key, int least, Place place, Map<String, String> overrides, Consumer<Problem> problems) {
        String value = overrides.get(key);
        if (value != null && !(value.matches("\\d{1,9}") && Integer.parseInt(value) >= least)) {
            problems.accept(Problem.at(place.key(key), "must be a whole number of at least " + least)
                    .value(value));
        }
    }

    private static Map<String, String> protectedKeys() {
        Map<String, String> keys = new TreeMap<>();
        for (String key : List.of("name", "connector.class", "store.url", "storage.class", "topics*", "aws.*")) {
            keys.put(key, FROM_SPEC);
        }
        for (String key : List.of("s3.bucket.name", "s3.region", "s3.acl.canned", "s3.sse*", "s3.path.style*")) {
            keys.put(key, FROM_SPEC);
        }
        keys.put(
                ConfluentConfig.CREDENTIALS + "*",
                "the role comes from the export's spec, and the external id is made by the platform");
        for (String key :
                List.of("format.*", "flush.size", "rotate.*", "partitioner.*", "partition.*", "path.format")) {
            keys.put(key, FIXED);
        }
        for (String key : List.of("timestamp.*", "locale", "timezone", "key.converter*", "value.converter*")) {
            keys.put(key, FIXED);
        }
        for (String key : List.of("behavior.on.null.values", "tombstone.*", "s3.compression.*", "file.delim")) {
            keys.put(key, FIXED);
        }
        for (String key : List.of("transforms*", "predicates*", "errors.*", "store.kafka.*", "directory.delim")) {
            keys.put(key, FIXED);
        }
        keys.put("consumer.override.isolation.level", "parts of aborted transactions must not be delivered");
        keys.put("consumer.override.auto.offset.reset", "another value would skip parts");
        keys.put("consumer.override.group.id", "the connector's position in its topics hangs on it");
        return keys;
    }
}
