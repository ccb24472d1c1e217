package dev.waybill.local.sample;

import dev.waybill.contract.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The sample events of any hour, in the order they arrive. Among them are duplicates, some that arrive hours late, some
 * of a tenant that has no exports, and every eight hours a few broken ones.
 */
public final class SampleEvents {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String STRANGER = "no-such-customer";
    private static final int DUPLICATE_PERCENT = 1;
    private static final int LATE_HOUR = 9;

    private final long seed;
    private final List<String> tenants;
    private final EventBytes downloads;
    private final EventBytes audits;

    /**
     * @param seed other seeds give other events
     * @param tenants ids; the first ones have more traffic
     * @param downloadSchemaId the registry's id of the download events' schema
     * @param auditSchemaId the registry's id of the audit events' schema
     */
    public SampleEvents(long seed, List<String> tenants, int downloadSchemaId, int auditSchemaId) {
        this.seed = seed;
        this.tenants = List.copyOf(tenants);
        this.downloads = new EventBytes(Source.DOWNLOAD, downloadSchemaId);
        this.audits = new EventBytes(Source.AUDIT, auditSchemaId);
    }

    /** The records that arrive from {@code start}, a full hour, until an hour later. */
    public List<SampleRecord> arrivingFrom(Instant start) {
        List<SampleRecord> records = new ArrayList<>();
        for (int i = 0; i < tenants.size(); i++) {
            addTenant(tenants.get(i), i, start, records);
        }
        addDownloads(STRANGER, 3, start, new Choice(seed, start.getEpochSecond(), -1), records);
        if (!tenants.isEmpty() && hourOfDay(start) % 8 == 3) {
            records.addAll(Poison.at(tenants.get(0), start.plus(HOUR.dividedBy(2))));
        }
        records.sort(Comparator.comparing(SampleRecord::timestamp));
        return records;
    }

    private void addTenant(String tenant, int rank, Instant start, List<SampleRecord> records) {
        Choice choice = new Choice(seed, start.getEpochSecond(), tenant.hashCode());
        int busy = (int) Math.round(busyness(start) * 420 / (1 + rank * 1.5));
        addDownloads(tenant, busy, start, choice, records);
        for (int i = 0; i < 4 + busy / 40; i++) {
            Instant time = within(start, choice);
            records.add(new SampleRecord(Source.AUDIT, tenant, time, audits.of(Audits.of(tenant, time, choice))));
        }
        if (rank == 0 && hourOfDay(start) == LATE_HOUR) {
            for (int i = 0; i < 5; i++) {
                Instant time = within(start, choice);
                Instant occurred = time.minus(HOUR.multipliedBy(3));
                records.add(new SampleRecord(
                        Source.DOWNLOAD, tenant, time, downloads.of(Downloads.of(tenant, occurred, choice))));
            }
        }
    }

    private void addDownloads(String tenant, int count, Instant start, Choice choice, List<SampleRecord> records) {
        for (int i = 0; i < count; i++) {
            Instant time = within(start, choice);
            byte[] value = downloads.of(Downloads.of(tenant, time, choice));
            records.add(new SampleRecord(Source.DOWNLOAD, tenant, time, value));
            if (choice.inPercent(DUPLICATE_PERCENT)) {
                Instant again = time.plusSeconds(30);
                Instant end = start.plus(HOUR).minusMillis(1);
                records.add(new SampleRecord(Source.DOWNLOAD, tenant, again.isAfter(end) ? end : again, value));
            }
        }
    }

    private static Instant within(Instant start, Choice choice) {
        return start.plusMillis(choice.between(0, HOUR.toMillis()));
    }

    private static int hourOfDay(Instant start) {
        return start.atZone(ZoneOffset.UTC).getHour();
    }

    /** From 0.25 in the night to 1 in the afternoon. */
    private static double busyness(Instant start) {
        return 0.625 - 0.375 * Math.cos((hourOfDay(start) - 2) * Math.PI / 12);
    }
}
