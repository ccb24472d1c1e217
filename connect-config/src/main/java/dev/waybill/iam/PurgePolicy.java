package dev.waybill.iam;

import java.util.List;
import java.util.Map;

/**
 * What a reader who also clears out old logs needs besides a reader's policy. Made on request only: whoever has it can
 * delete what was delivered.
 *
 * @param locations everything that is delivered; at least one
 */
public record PurgePolicy(List<Location> locations) implements IamDocument {
    public PurgePolicy {
        locations = Readers.require(locations);
    }

    @Override
    public String kind() {
        return "reader-purge";
    }

    @Override
    public Map<String, Object> content() {
        return Policy.of(List.of(Statement.allow("PurgeLogs", "s3:DeleteObject")
                .on(locations.stream().map(Location::objects).toList())
                .overTls()));
    }
}
