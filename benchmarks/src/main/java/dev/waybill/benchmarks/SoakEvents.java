package dev.waybill.benchmarks;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Events of any of the tenants, as bare JSON, so many a second, until it is closed: four downloads for each audit event, and one
 * in a hundred twice. It remembers all of them.
 */
final class SoakEvents implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("soak-([0-9a-f]{8})-[0-9a-f]{16}");
    private static final long TICK_MILLIS = 50;
    private static final int AUDIT_OF = 5;
    private static final int COPY_OF = 100;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final SplittableRandom random;
    private final int tenants;
    private final double perMilli;
    private final long began = System.nanoTime();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private int[] tenantOf = new int[1 << 20];
    private long[] occurredAt = new long[1 << 20];
    private volatile int published;
    private int copies;

    private SoakEvents(String servers, int tenants, int perSecond, long seed) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", 20, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.tenants = tenants;
        this.perMilli = perSecond / 1_000.0;
        this.random = new SplittableRandom(seed);
    }

    static SoakEvents start(String servers, int tenants, int perSecond, long seed) {
        SoakEvents events = new SoakEvents(servers, tenants, perSecond, seed);
        events.clock.scheduleAtFixedRate(events::sendDue, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return events;
    }

    private void sendDue() {
        try {
            long due = (long) (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) * perMilli);
            while (published < due) {
                send();
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private void send() {
        int number = published;
        if (number == occurredAt.length) {
            occurredAt = Arrays.copyOf(occurredAt, 2 * number);
            tenantOf = Arrays.copyOf(tenantOf, 2 * number);
        }
        int tenant = random.nextInt(tenants);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        tenantOf[number] = tenant;
        occurredAt[number] = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        Source source = source(number);
        ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(
                Topics.input(source),
                SoakTenants.tenant(tenant).getBytes(StandardCharsets.UTF_8),
                (source == Source.AUDIT ? audit(number, tenant, now) : download(number, tenant, now))
                        .getBytes(StandardCharsets.UTF_8));
        int times = random.nextInt(COPY_OF) == 0 ? 2 : 1;
        copies += times - 1;
        for (int i = 0; i < times; i++) {
            producer.send(event, (metadata, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        }
        published = number + 1;
    }

    private String id(int number) {
        return "soak-%08x-%016x".formatted(number, random.nextLong());
    }

    private String download(int number, int tenant, Instant now) {
        return """
                {"event_id":"%s","tenant":"%s","occurred_at":"%s","namespace":"%2$s","repository":"tools-%d","method":"GET",\
                "uri":"/maven/widget/widget-1.%4$d.tar.gz","host":"dl.example.test","status":200,"bytes":%d,\
                "ip_address":"203.0.113.%4$d","user_agent":{"raw":"Apache-Maven/3.9.9 (Java 17.0.15; Linux 6.1)"}}\
                """.formatted(
                        id(number), SoakTenants.tenant(tenant), now, random.nextInt(200), random.nextInt(5_000_000));
    }

    private String audit(int number, int tenant, Instant now) {
        return """
                {"event_id":"%s","tenant":"%s","occurred_at":"%s","event_type":"package.deleted","namespace":"%2$s",\
                "repository":"tools-%d","ip_address":"203.0.113.%4$d","actor":{"name":"user-%4$d","kind":"user"}}\
                """.formatted(id(number), SoakTenants.tenant(tenant), now, random.nextInt(200));
    }

    /** How many events there are, copies not counted. They have the numbers below it. */
    int published() {
        return published;
    }

    /** How many of them were sent twice. */
    int copies() {
        return copies;
    }

    int tenant(int number) {
        return tenantOf[number];
    }

    static Source source(int number) {
        return number % AUDIT_OF == 0 ? Source.AUDIT : Source.DOWNLOAD;
    }

    /** Microseconds since the epoch. */
    long occurredAt(int number) {
        return occurredAt[number];
    }

    /** Finds ids in a delivered row; {@link #number} says of which event. */
    static Matcher ids(String row) {
        return ID.matcher(row);
    }

    static int number(Matcher found) {
        return Integer.parseUnsignedInt(found.group(1), 16);
    }

    /** Ends publishing. @throws IllegalStateException if an event is not known to be in its topic */
    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        if (failure.get() != null) {
            throw new IllegalStateException("an event was not published", failure.get());
        }
    }
}
