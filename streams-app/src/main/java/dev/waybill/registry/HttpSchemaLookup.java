package dev.waybill.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a schema registry over its REST API ({@code GET /schemas/ids/{id}}, references by
 * {@code GET /subjects/{subject}/versions/{version}}). Schemas are kept for good, since an id never changes its meaning;
 * that there is none is believed for half a minute only, since the id may be registered next.
 */
public final class HttpSchemaLookup implements SchemaLookup {
    static final Duration ABSENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(HttpSchemaLookup.class);
    private static final int MAX_ABSENT = 10_000;
    private static final int MAX_REFERENCES = 500;

    private final RegistryHttp http;
    private final Clock clock;
    private final SchemaLookup asking;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    /** Ids without a schema, and until when that is believed. */
    private final Map<Integer, Instant> absent = new ConcurrentHashMap<>();

    /**
     * A lookup that has not asked anything yet.
     *
     * @param longestCall how long a call may last, all that a schema refers to included
     * @throws IllegalArgumentException if a TLS store cannot be opened
     */
    public HttpSchemaLookup(RegistryConfig config, Clock clock, Duration longestCall) {
        this.http = new RegistryHttp(config);
        this.clock = clock;
        this.asking = new BoundedSchemaLookup(this::ask, longestCall);
    }

    @Override
    public Optional<Schema> writerSchema(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Instant believed = absent.get(id);
        if (id < 0 || believed != null && clock.instant().isBefore(believed)) {
            return Optional.empty();
        }
        return asking.writerSchema(id);
    }

    private Optional<Schema> ask(int id) {
        Optional<Schema> schema = http.fetch("/schemas/ids/" + id).flatMap(answer -> parse(id, answer));
        schema.ifPresentOrElse(found -> schemas.put(id, found), () -> rememberAbsence(id));
        return schema;
    }

    private void rememberAbsence(int id) {
        if (absent.size() >= MAX_ABSENT) {
            absent.clear();
        }
        absent.put(id, clock.instant().plus(ABSENCE));
    }

    private Optional<Schema> parse(int id, JsonNode answer) {
        if (!"AVRO".equals(answer.path("schemaType").asText("AVRO"))) {
            LOG.warn("the registered schema is not Avro; its events go to quarantine schemaId={}", id);
            return Optional.empty();
        }
        try {
            Schema.Parser parser = new Schema.Parser();
            if (addReferences(answer, parser, new HashSet<>())) {
                return Optional.of(parser.parse(answer.path("schema").asText()));
            }
            LOG.warn(
                    "a reference of the registered schema does not exist; its events go to quarantine schemaId={}", id);
        } catch (AvroRuntimeException e) {
            LOG.warn("the registered schema is not valid Avro; its events go to quarantine schemaId={}", id, e);
        }
        return Optional.empty();
    }

    /** Parses what {@code answer} refers to, innermost first; false if a part of it does not exist. */
    private boolean addReferences(JsonNode answer, Schema.Parser parser, Set<String> done) {
        for (JsonNode reference : answer.path("references")) {
            String path = "/subjects/" + encoded(reference.path("subject").asText()) + "/versions/"
                    + reference.path("version").asInt() + "?deleted=true";
            if (done.size() >= MAX_REFERENCES) {
                return false;
            }
            if (done.add(path)) {
                Optional<JsonNode> referenced = http.fetch(path);
                if (referenced.isEmpty() || !addReferences(referenced.get(), parser, done)) {
                    return false;
                }
                parser.parse(referenced.get().path("schema").asText());
            }
        }
        return true;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
