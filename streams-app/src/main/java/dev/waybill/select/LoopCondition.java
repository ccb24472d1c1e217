package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.spec.destination.S3Destination;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Leaves out what happens to the objects of the export's own destination: a log file that was written or read there
 * must not bring forth the next one. Such an object is known by {@code s3.bucket}, or {@code s3.access_point_arn}, with
 * {@code s3.key}, and by {@code object.identifier} or {@code target.identifier} where these are its {@code s3://} URI or
 * its ARN. An access point's alias is not known to be one, so events that name the bucket behind it are taken.
 */
final class LoopCondition implements Condition {
    private static final List<String> ARNS = List.of("arn:aws:s3:::", "arn:aws-cn:s3:::", "arn:aws-us-gov:s3:::");

    private final List<Field> buckets;
    private final Optional<Field> key;
    private final List<Field> identifiers;
    private final byte[] bucket;
    private final byte[] prefix;
    private final List<byte[]> locations;

    private LoopCondition(S3Destination destination, EventType type) {
        this.buckets = fields(type, "s3.bucket", "s3.access_point_arn");
        this.key = type.field("s3.key");
        this.identifiers = fields(type, "object.identifier", "target.identifier");
        String below = destination.prefix().isEmpty() ? "" : destination.prefix() + "/";
        this.bucket = bytes(destination.bucket());
        this.prefix = bytes(below);
        this.locations = Stream.concat(Stream.of("s3://"), ARNS.stream())
                .map(start -> bytes(start + destination.bucket() + "/" + below))
                .toList();
    }

    /** The condition for events of this type; empty where they name no object. */
    static Optional<Condition> of(S3Destination destination, EventType type) {
        LoopCondition condition = new LoopCondition(destination, type);
        boolean namesObjects = condition.key.isPresent() || !condition.identifiers.isEmpty();
        return namesObjects ? Optional.of(condition) : Optional.empty();
    }

    @Override
    public boolean accepts(Event event) {
        if (key.isPresent() && startsWith(event, key.get(), prefix)) {
            for (int i = 0; i < buckets.size(); i++) {
                Field field = buckets.get(i);
                if (startsWith(event, field, bucket) && event.length(field) == bucket.length) {
                    return false;
                }
            }
        }
        for (int i = 0; i < identifiers.size(); i++) {
            for (int j = 0; j < locations.size(); j++) {
                if (startsWith(event, identifiers.get(i), locations.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean startsWith(Event event, Field field, byte[] start) {
        if (event.isNull(field) || event.length(field) < start.length) {
            return false;
        }
        int from = event.offset(field);
        return Arrays.equals(event.buffer(field), from, from + start.length, start, 0, start.length);
    }

    private static List<Field> fields(EventType type, String... paths) {
        return Stream.of(paths).flatMap(path -> type.field(path).stream()).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
