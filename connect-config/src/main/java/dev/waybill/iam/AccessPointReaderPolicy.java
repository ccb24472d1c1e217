package dev.waybill.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy of a tenant that reads its logs from the platform's bucket through an access point of its own: list below
 * the tenant's prefix of each region, get objects below the tenant's path, decrypt with the bucket's key.
 *
 * @param bucket ARN of the platform's bucket
 * @param alias the access point's alias
 * @param accessPoint the access point's ARN
 * @param root of all objects, {@code etl/v1/data}, without slashes at the ends
 * @param regions whose objects the tenant has; at least one
 * @param organisation the tenant's id; in paths {@code org-} stands before it, as in the layout, whatever it begins with
 * @param key of the bucket's encryption
 */
public record AccessPointReaderPolicy(
        Arn bucket,
        String alias,
        Arn accessPoint,
        String root,
        List<String> regions,
        String organisation,
        Optional<Arn> key)
        implements IamDocument {
    public AccessPointReaderPolicy {
        if (!accessPoint.isAccessPoint()) {
            throw new IllegalArgumentException("must be an access point's ARN; "
                    + "write it as arn:aws:s3:eu-west-1:111122223333:accesspoint/name");
        }
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a reader through an access point needs a region");
        }
        regions = regions.stream().sorted().distinct().toList();
    }

    @Override
    public String kind() {
        return "reader-access-point";
    }

    @Override
    public Map<String, Object> content() {
        Arn byAlias = Arn.bucket(bucket.partition(), alias);
        List<String> objects = new ArrayList<>();
        for (String path : paths()) {
            objects.add(bucket.slash(path).toString());
            objects.add(byAlias.slash(path).toString());
            objects.add(accessPoint.slash("object").slash(path).toString());
        }
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("ListLogs", "s3:ListBucket")
                .on(List.of(bucket.toString(), byAlias.toString(), accessPoint.toString()))
                .when("StringLike", "s3:prefix", paths()));
        statements.add(Statement.allow("GetLogs", "s3:GetObject", "s3:GetObjectVersion")
                .on(objects));
        key.ifPresent(arn ->
                statements.add(Statement.allow("DecryptLogs", "kms:Decrypt").on(arn.toString())));
        return Policy.of(statements);
    }

    private List<String> paths() {
        return regions.stream()
                .map(region -> root + "/region=" + region + "/organization=org-" + organisation + "/*")
                .toList();
    }
}
