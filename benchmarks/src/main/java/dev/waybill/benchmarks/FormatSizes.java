package dev.waybill.benchmarks;

import dev.waybill.config.Behaviours;
import dev.waybill.contract.FormatName;
import dev.waybill.event.Event;
import dev.waybill.format.OutputFormat;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.FormatSpec;
import dev.waybill.kind.format.TextSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.wire.EventDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * How many bytes the row of a standard event has in each format: as it is buffered, and as it is delivered with each compression.
 * Counted over one part, with the format's other options at their defaults; nothing is timed.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.FormatSizes
 * </pre>
 */
public final class FormatSizes {
    private static final int ROWS = 50_000;
    private static final long FIRST_MICROS = 1_772_600_000_000_000L;
    private static final Behaviours<FormatSpec, OutputFormat> FORMATS =
            Behaviours.of(FormatSpec.class, OutputFormat.class);

    private FormatSizes() {}

    public static void main(String[] args) throws IOException {
        System.out.println("| format | compression | bytes of a row | bytes as stored |\n|---|---|---|---|");
        EventDecoder decoder = DecodedEvents.decoder();
        for (FormatName name : FormatName.values()) {
            FormatSpec spec = spec(decoder, name, Map.of());
            if (spec instanceof TextSpec) {
                for (Compression compression : Compression.values()) {
                    String word = compression.name().toLowerCase(Locale.ROOT);
                    print(decoder, name, word, spec(decoder, name, Map.of("compression", word)));
                }
            } else {
                print(decoder, name, "its own", spec);
            }
        }
    }

    private static FormatSpec spec(EventDecoder decoder, FormatName name, Map<String, Object> options) {
        return ExportKinds.FORMATS.read(
                new KindSpec(name.kind(), options), decoder.eventType().leaves(), Place.of("benchmark", "format"));
    }

    private static void print(EventDecoder decoder, FormatName name, String compression, FormatSpec spec)
            throws IOException {
        OutputFormat format = FORMATS.of(spec);
        StandardEvents source = new StandardEvents(42, 1);
        RowEncoder encoder = format.rowEncoder(decoder.eventType());
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        PartWriter writer = format.open(decoder.eventType(), Integer.MAX_VALUE, part);
        RowBuffer row = new RowBuffer();
        Event event = new Event(decoder.eventType());
        long raw = 0;
        for (int i = 0; i < ROWS; i++) {
            if (decoder.decode(source.event(source.tenant(), FIRST_MICROS + i * 1_000L), event)
                    .isPresent()) {
                throw new IllegalStateException("a standard event cannot be decoded");
            }
            row.clear();
            encoder.encode(event, row);
            raw += row.length();
            writer.row(row.array(), 0, row.length());
        }
        writer.finish();
        System.out.printf("| `%s` | %s | %d | %d |%n", name.kind(), compression, raw / ROWS, part.size() / ROWS);
    }
}
