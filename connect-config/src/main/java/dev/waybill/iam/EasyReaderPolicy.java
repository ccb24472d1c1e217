package dev.waybill.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The easy policy for somebody who reads the logs: everything that only looks, on the whole of the buckets.
 *
 * @param locations everything that is delivered; at least one
 */
public record EasyReaderPolicy(List<Location> locations) implements IamDocument {
    public EasyReaderPolicy {
        locations = Readers.require(locations);
    }

    @Override
    public String kind() {
        return "reader-easy";
    }

    @Override
    public Map<String, Object> content() {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("ReadBuckets", "s3:Get*", "s3:List*")
                .on(locations.stream()
                        .map(location -> new Location(location.container(), "", location.region(), location.key()))
                        .flatMap(location -> Stream.of(location.list(), location.objects()))
                        .toList()));
        statements.addAll(KeyUse.through(locations, "DecryptLogs", "kms:Decrypt"));
        return Policy.of(statements);
    }
}
