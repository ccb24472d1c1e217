package dev.waybill.benchmarks;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * The benchmark's events: Avro in the registry wire format, about 350 bytes, with ids that do not compress. The same seed
 * gives the same events.
 */
final class StandardEvents {
    /** The schema id in front of every event. */
    static final int SCHEMA_ID = 1;

    private static final String[] METHODS = {"GET", "GET", "GET", "GET", "HEAD"};
    private static final String[] FORMATS = {"python", "npm", "maven", "docker", "raw"};
    private static final String[] CITIES = {"Auckland", "Berlin", "São Paulo", "Osaka", "Nairobi"};
    private static final String[] COUNTRIES = {"NZ", "DE", "BR", "JP", "KE"};
    private static final String[] AGENTS = {
        "pip/24.0 {\"cpu\":\"x86_64\",\"distro\":{\"name\":\"Debian\"}}",
        "npm/10.8.2 node/v20.20.2 linux x64 workspaces/false",
        "Apache-Maven/3.9.9 (Java 17.0.15; Linux 6.1)",
        "docker/28.2.2 go/go1.24.3 kernel/6.1 os/linux arch/amd64",
        "curl/8.12.1"
    };

    private final Schema schema = EventSchemas.schema(Source.DOWNLOAD);
    private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(schema);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final SplittableRandom random;
    private final int tenants;

    StandardEvents(long seed, int tenants) {
        this.random = new SplittableRandom(seed);
        this.tenants = tenants;
    }

    /** A tenant, each as likely as any other. */
    String tenant() {
        return "tenant-" + random.nextInt(tenants);
    }

    /** An event of this tenant, as a record's value. */
    byte[] event(String tenant, long occurredAtMicros) {
        GenericRecord event = new GenericData.Record(schema);
        schema.getFields().stream()
                .filter(field -> field.hasDefaultValue())
                .forEach(field -> event.put(field.pos(), GenericData.get().getDefaultValue(field)));
        int kind = random.nextInt(FORMATS.length);
        String name = "widget-" + random.nextInt(400);
        event.put("event_id", hex(16));
        event.put("tenant", tenant);
        event.put("occurred_at", occurredAtMicros);
        event.put("recorded_at", occurredAtMicros + 1_500_000);
        event.put("namespace", tenant);
        event.put("repository", "tools-" + random.nextInt(20));
        event.put("method", METHODS[random.nextInt(METHODS.length)]);
        event.put("uri", "/" + FORMATS[kind] + "/" + name + "/" + name + "-1." + random.nextInt(30) + ".tar.gz");
        event.put("host", "dl.example.test");
        event.put("status", random.nextInt(20) == 0 ? 404 : 200);
        event.put("bytes", (long) random.nextInt(5_000_000));
        event.put("request_id", hex(8));
        event.put("ip_address", "203.0." + random.nextInt(256) + "." + random.nextInt(256));
        event.put("edge", "AKL50-C" + random.nextInt(4));
        event.put("format", FORMATS[kind]);
        int city = random.nextInt(CITIES.length);
        nested(event, "location", "city", CITIES[city], "country_code", COUNTRIES[city]);
        nested(event, "package", "identifier", hex(6), "name", name);
        nested(event, "user", "identifier", hex(4), "username", "build-" + random.nextInt(500));
        nested(event, "token", "identifier", hex(4), "name", "ci");
        nested(event, "user_agent", "raw", AGENTS[kind], "os", "linux");
        return encode(event);
    }

    private void nested(
            GenericRecord event, String field, String first, String firstValue, String second, String value) {
        Schema union = schema.getField(field).schema();
        Schema type = union.getType() == Schema.Type.UNION
                ? union.getTypes().stream()
                        .filter(branch -> branch.getType() == Schema.Type.RECORD)
                        .findFirst()
                        .orElseThrow()
                : union;
        GenericRecord record = new GenericData.Record(type);
        record.put(first, firstValue);
        record.put(second, value);
        event.put(field, record);
    }

    private String hex(int bytesOfIt) {
        StringBuilder text = new StringBuilder(bytesOfIt * 2);
        for (int i = 0; i < bytesOfIt * 2; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    private byte[] encode(GenericRecord event) {
        bytes.reset();
        bytes.write(0);
        bytes.write(0);
        bytes.write(0);
        bytes.write(0);
        bytes.write(SCHEMA_ID);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writer.write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
