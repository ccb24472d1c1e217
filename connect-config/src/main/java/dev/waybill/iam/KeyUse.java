package dev.waybill.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the statements about the keys that objects are encrypted with, usable through S3 in the objects' region only.
 */
final class KeyUse {
    private KeyUse() {}

    /** One statement per region that has keys, since the region is part of the condition. */
    static List<Statement> through(List<Location> locations, String sid, String... actions) {
        Map<String, TreeSet<String>> keysByService = new TreeMap<>();
        for (Location location : locations) {
            location.key()
                    .ifPresent(key -> keysByService
                            .computeIfAbsent(service(location), service -> new TreeSet<>())
                            .add(key.toString()));
        }
        List<Statement> statements = new ArrayList<>();
        keysByService.forEach((service, keys) -> statements.add(Statement.allow(
                        sid + (statements.isEmpty() ? "" : String.valueOf(statements.size() + 1)), actions)
                .on(List.copyOf(keys))
                .when("StringEquals", "kms:ViaService", service)));
        return statements;
    }

    private static String service(Location location) {
        return "s3." + location.region() + "."
                + location.container().partition().dnsSuffix();
    }
}
