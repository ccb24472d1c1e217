package dev.waybill.iam;

import dev.waybill.spec.destination.S3Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the role that delivers may do: put objects and their ACL below the prefixes, and nothing else. There is no list,
 * head, get, delete or abort.
 *
 * @param destinations everything that is delivered with the role; at least one
 * @param upload how the connector stores objects
 */
public record WriterPolicy(List<S3Destination> destinations, UploadKind upload) implements IamDocument {
    /** @throws IllegalArgumentException as {@link Location#of} does */
    public WriterPolicy {
        if (destinations.isEmpty()) {
            throw new IllegalArgumentException("a writer policy needs a destination");
        }
        destinations = List.copyOf(destinations);
        destinations.forEach(Location::of);
    }

    @Override
    public String kind() {
        return "permissions";
    }

    @Override
    public Map<String, Object> content() {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("DeliverLogs", "s3:PutObject", "s3:PutObjectAcl")
                .on(locations(destinations).stream().map(Location::objects).toList()));
        List<S3Destination> tagged = destinations.stream()
                .filter(destination -> !destination.tags().isEmpty())
                .toList();
        if (!tagged.isEmpty()) {
            statements.add(Statement.allow("TagLogs", "s3:PutObjectTagging")
                    .on(locations(tagged).stream().map(Location::objects).toList()));
        }
        statements.addAll(KeyUse.through(locations(destinations), "EncryptLogs", upload.keyActions()));
        return Policy.of(statements);
    }

    private static List<Location> locations(List<S3Destination> destinations) {
        return destinations.stream().map(Location::of).toList();
    }
}
