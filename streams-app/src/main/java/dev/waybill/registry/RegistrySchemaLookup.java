package dev.waybill.registry;

import dev.waybill.event.DropReason;
import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.registry.schema.JsonWriter;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.registry.schema.ProtobufWriter;
import dev.waybill.registry.schema.WriterSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks schemas up in a registry, reads them, and remembers them. Schemas are kept for good, since an id never changes
 * its meaning; that one or a part of it does not exist is believed for half a minute only, since it may be registered
 * next.
 */
public final class RegistrySchemaLookup implements SchemaLookup {
    static final Duration ABSENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(RegistrySchemaLookup.class);
    private static final int MAX_ABSENT = 10_000;
    private static final int MAX_REFERENCES = 500;

    private final RegistryApi registry;
    private final Clock clock;
    private final SchemaLookup asking;
    private final Map<Integer, WriterSchema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Absence> absent = new ConcurrentHashMap<>();

    /** What is answered until then. */
    private record Absence(NoWriter answer, Instant until) {}

    /**
     * A lookup that has not asked anything yet.
     *
     * @param longestCall how long a call may last, all that a schema refers to included
     */
    public RegistrySchemaLookup(RegistryApi registry, Clock clock, Duration longestCall) {
        this.registry = registry;
        this.clock = clock;
        this.asking = new BoundedSchemaLookup(this::ask, longestCall);
    }

    @Override
    public WriterSchema writerSchema(int id) {
        WriterSchema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Absence believed = absent.get(id);
        if (believed != null && clock.instant().isBefore(believed.until())) {
            return believed.answer();
        }
        return asking.writerSchema(id);
    }

    private WriterSchema ask(int id) {
        Optional<RegisteredText> registered = id < 0 ? Optional.empty() : registry.schema(id);
        if (registered.isEmpty()) {
            return absence(id, NoWriter.UNKNOWN);
        }
        List<String> texts = new ArrayList<>();
        if (!addReferences(registered.get(), texts, new HashSet<>())) {
            LOG.warn("a reference of the schema cannot be had; its events go to quarantine schemaId={}", id);
            return absence(id, new NoWriter(DropReason.UNREADABLE_SCHEMA));
        }
        WriterSchema schema = read(id, registered.get(), texts);
        schemas.put(id, schema);
        return schema;
    }

    private NoWriter absence(int id, NoWriter answer) {
        if (absent.size() >= MAX_ABSENT) {
            absent.clear();
        }
        absent.put(id, new Absence(answer, clock.instant().plus(ABSENCE)));
        return answer;
    }

    private static WriterSchema read(int id, RegisteredText registered, List<String> references) {
        try {
            return switch (registered.type()) {
                case RegisteredText.AVRO -> new AvroWriter(AvroSchemaText.parse(references, registered.text()));
                case RegisteredText.JSON -> new JsonWriter();
                case RegisteredText.PROTOBUF ->
                    new ProtobufWriter(ProtobufSchemaText.parse(references, registered.text()));
                default -> {
                    LOG.warn("the schema is of an unknown kind; its events go to quarantine schemaId={}", id);
                    yield new NoWriter(DropReason.UNSUPPORTED_SCHEMA_TYPE);
                }
            };
        } catch (UnreadableSchemaException e) {
            LOG.warn("the schema cannot be read; its events go to quarantine schemaId={}", id, e);
            return new NoWriter(DropReason.UNREADABLE_SCHEMA);
        }
    }

    /** Adds the texts of what a schema refers to, innermost first; false if there are too many, or one does not exist. */
    private boolean addReferences(RegisteredText registered, List<String> texts, Set<RegisteredText.Reference> done) {
        for (RegisteredText.Reference reference : registered.references()) {
            if (done.size() >= MAX_REFERENCES) {
                return false;
            }
            if (done.add(reference)) {
                Optional<RegisteredText> referenced = registry.version(reference.subject(), reference.version());
                if (referenced.isEmpty() || !addReferences(referenced.get(), texts, done)) {
                    return false;
                }
                texts.add(referenced.get().text());
            }
        }
        return true;
    }
}
