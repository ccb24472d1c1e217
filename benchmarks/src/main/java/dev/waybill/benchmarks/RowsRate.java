package dev.waybill.benchmarks;

import dev.waybill.config.Behaviours;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.control.rows.FileRows;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.OutputFormat;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.format.FormatSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.verify.check.Rows;
import dev.waybill.wire.rule.EventTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * How fast {@code verify --rows} reads the rows of a part, on one thread: the best of some rounds for each format.
 *
 * <pre>
 * java -Xmx512m -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.RowsRate
 * </pre>
 */
public final class RowsRate {
    private static final int EVENTS = 100_000;
    private static final int ROUNDS = 10;
    private static final double MEGABYTE = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final EventType TYPE = EventTypes.of(EventSchemas.schema(Source.DOWNLOAD));
    private static final List<KindSpec> FORMATS = List.of(
            new KindSpec("csv", Map.of("columns", "all")),
            new KindSpec("json-lines", Map.of()),
            new KindSpec("avro", Map.of()),
            new KindSpec("parquet", Map.of()),
            new KindSpec("apache-combined", Map.of()));

    private RowsRate() {}

    public static void main(String[] args) throws Exception {
        Behaviours<FormatSpec, OutputFormat> formats = Behaviours.of(FormatSpec.class, OutputFormat.class);
        FileRows reader = new FileRows();
        for (KindSpec kind : FORMATS) {
            OutputFormat format =
                    formats.of(ExportKinds.FORMATS.read(kind, TYPE.leaves(), Place.of("benchmark", "format")));
            byte[] part = part(format);
            long best = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                Rows rows = reader.read("part" + format.extension(), part);
                best = Math.min(best, System.nanoTime() - begin);
                if (rows.count() != EVENTS) {
                    throw new IllegalStateException("read " + rows.count() + " rows");
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %,d rows in %.1f MB as stored: %,.0f rows/s, %.0f MB/s%n",
                    kind.kind(),
                    EVENTS,
                    part.length / MEGABYTE,
                    EVENTS * NANOS_PER_SECOND / best,
                    part.length / MEGABYTE * NANOS_PER_SECOND / best);
        }
    }

    private static byte[] part(OutputFormat format) throws IOException {
        Random random = new Random(1);
        long begin = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-03-04T05:00:00Z"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowEncoder encoder = format.rowEncoder(TYPE);
        RowBuffer row = new RowBuffer();
        PartWriter writer = format.open(TYPE, Integer.MAX_VALUE, out);
        for (int i = 0; i < EVENTS; i++) {
            Event event = new Event(TYPE);
            text(event, "event_id", new UUID(random.nextLong(), random.nextLong()).toString());
            text(event, "tenant", "acme");
            event.setNumber(TYPE.field("occurred_at").orElseThrow(), begin + random.nextLong(3_600_000_000L));
            event.setNumber(TYPE.field("status").orElseThrow(), 200);
            event.setNumber(TYPE.field("bytes").orElseThrow(), random.nextInt(1_000_000));
            text(event, "method", "GET");
            text(event, "uri", "/python/widget-" + random.nextInt(10_000) + ".whl");
            text(event, "ip_address", "203.0.113." + random.nextInt(256));
            row.clear();
            encoder.encode(event, row);
            writer.row(row.array(), 0, row.length());
        }
        writer.finish();
        return out.toByteArray();
    }

    private static void text(Event event, String field, String value) {
        event.setText(TYPE.field(field).orElseThrow(), value);
    }
}
