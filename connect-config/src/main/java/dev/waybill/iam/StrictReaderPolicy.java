package dev.waybill.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The strict policy for somebody who reads the logs: find the buckets, list below the prefixes, get objects below them;
 * list and get over TLS only.
 *
 * @param locations everything that is delivered; at least one
 */
public record StrictReaderPolicy(List<Location> locations) implements IamDocument {
    public StrictReaderPolicy {
        locations = Readers.require(locations);
    }

    @Override
    public String kind() {
        return "reader-strict";
    }

    @Override
    public Map<String, Object> content() {
        List<Statement> statements = new ArrayList<>();
        statements.add(
                Statement.allow("FindBuckets", "s3:ListAllMyBuckets", "s3:GetBucketLogging", "s3:GetBucketLocation")
                        .on("*"));
        int number = 0;
        for (Location location : locations) {
            number++;
            Statement list = Statement.allow("ListLogs" + number, "s3:ListBucket")
                    .on(location.list())
                    .overTls();
            statements.add(location.listedPrefix()
                    .map(prefix -> list.when("StringLike", "s3:prefix", prefix))
                    .orElse(list));
        }
        statements.add(Statement.allow("GetLogs", "s3:GetObject")
                .on(locations.stream().map(Location::objects).toList())
                .overTls());
        statements.addAll(KeyUse.through(locations, "DecryptLogs", "kms:Decrypt"));
        return Policy.of(statements);
    }
}
