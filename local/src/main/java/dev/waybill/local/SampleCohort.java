package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Tenants whose sample events are published together, and how far they are. A cohort stays as it began: other tenants or
 * another seed make a new one, so that what was published can be told again at any time.
 *
 * @param seed of the events
 * @param tenants ids, in the order in which they have their traffic; none has a comma in it
 * @param first start of the first hour that is published
 * @param end of the last hour that is published; {@code first} if none is
 */
record SampleCohort(long seed, List<String> tenants, Instant first, Instant end) {
    SampleCohort {
        tenants = List.copyOf(tenants);
        if (tenants.isEmpty() || end.isBefore(first)) {
            throw new IllegalArgumentException(
                    "a cohort needs tenants and ends after it begins: " + tenants + " from " + first + " to " + end);
        }
    }

    SampleCohort until(Instant newEnd) {
        return new SampleCohort(seed, tenants, first, newEnd);
    }

    boolean isSame(SampleCohort other) {
        return seed == other.seed && tenants.equals(other.tenants);
    }

    /**
     * The inverse of {@link #bytes}.
     *
     * @throws LocalException if another version of this program wrote it
     */
    static SampleCohort of(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 4);
        try {
            return new SampleCohort(
                    Long.parseLong(parts[0]),
                    List.of(parts[3].split(",")),
                    Instant.parse(parts[1]),
                    Instant.parse(parts[2]));
        } catch (RuntimeException e) {
            throw new LocalException(
                    "the data folder is of another version of Waybill; choose another one, or delete it to start over",
                    e);
        }
    }

    byte[] bytes() {
        return (seed + "/" + first + "/" + end + "/" + String.join(",", tenants)).getBytes(StandardCharsets.UTF_8);
    }
}
