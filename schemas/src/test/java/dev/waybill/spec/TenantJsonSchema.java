package dev.waybill.spec;

import static dev.waybill.spec.JsonTypes.array;
import static dev.waybill.spec.JsonTypes.bool;
import static dev.waybill.spec.JsonTypes.described;
import static dev.waybill.spec.JsonTypes.object;
import static dev.waybill.spec.JsonTypes.oneOf;
import static dev.waybill.spec.JsonTypes.pattern;
import static dev.waybill.spec.JsonTypes.property;
import static dev.waybill.spec.JsonTypes.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.spec.destination.S3Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft-07, which editors know best) of a tenant's file. It refuses what {@link SpecReader} refuses as
 * far as a schema can say it; rules across keys and files stay with the reader.
 */
public final class TenantJsonSchema {
    private static final String SIZE = "^[0-9]{1,9}(B|KiB|MiB)?$";
    private static final String DURATION =
            "^P(?=[0-9T])([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?)?$";
    private static final String EVERY = "^(hourly|daily|\\S+(\\s+\\S+){4,5})$";
    private static final String PREFIX = "^(?!/)(?!.*//)(?!(.*/)?\\.{1,2}(/|$))[^\\\\*?\\x00-\\x1f]*$";
    private static final String STATUS = "^([1-5]xx|[1-5][0-9]{2})$";
    private static final String NAMES = "^!?[^!]";
    private static final String KIND = "^[a-z0-9]+(-[a-z0-9]+)*$";
    private static final String SECRET = "^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:/[^{}]+)\\}$";

    private TenantJsonSchema() {}

    /**
     * The schema as text, ending with a line feed.
     *
     * @param redactions kinds allowed in {@code redact}; with none, any kind with any options is
     * @param formats kinds allowed as {@code format}; with none, any kind with any options is
     * @param layouts kinds allowed as {@code layout}; with none, any kind with any options is
     */
    public static String json(
            List<KindDescription> redactions, List<KindDescription> formats, List<KindDescription> layouts) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "Waybill: the exports of one tenant");
        root.putAll(object(
                List.of("tenant", "exports"),
                property(
                        "tenant",
                        described(pattern("^" + ExportId.SYNTAX + "$"), "The tenant's id; also the file's name")),
                property("exports", array(export(redactions, formats, layouts)))));
        return print(root);
    }

    private static String print(Map<String, Object> root) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                            .build()
                            .writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(lines)
                                    .withArrayIndenter(lines))
                            .writeValueAsString(root)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> export(
            List<KindDescription> redactions, List<KindDescription> formats, List<KindDescription> layouts) {
        return object(
                List.of("id", "source", "format", "destination"),
                property("id", pattern("^" + ExportId.SYNTAX + "$")),
                property("source", oneOf(Names.names(Source.class))),
                property("enabled", bool()),
                property("select", select()),
                property("redact", array(kinds(redactions))),
                property("format", kinds(formats)),
                property("layout", kinds(layouts)),
                property(
                        "schedule",
                        object(
                                List.of(),
                                property("every", described(pattern(EVERY), "hourly, daily or a cron expression")),
                                property("zone", described(text(), "UTC or a zone such as Europe/Berlin")),
                                property("grace", described(pattern(DURATION), "ISO-8601 duration, PT10M")))),
                property(
                        "part-size",
                        Map.of(
                                "anyOf",
                                List.of(
                                        pattern(SIZE),
                                        Map.of("type", "integer", "minimum", 1024, "maximum", 16777216)))),
                property("deduplicate", bool()),
                property("receipts", oneOf(Names.names(ReceiptCadence.class))),
                property("delivery", oneOf(Names.names(Delivery.class))),
                property("destination", Map.of("oneOf", List.of(s3(), directory()))),
                property(
                        "connector",
                        Map.of(
                                "type",
                                "object",
                                "additionalProperties",
                                Map.of("type", List.of("string", "number", "boolean")))));
    }

    private static Map<String, Object> select() {
        return object(
                List.of(),
                property("repositories", includeExclude("Globs over namespace/repository")),
                property("namespaces", includeExclude("Globs over the namespace")),
                property("projects", includeExclude("Globs over the project")),
                property("channels", includeExclude("Globs over the channel")),
                property("event-types", array(text())),
                property("always-included", array(text())),
                property("event-kinds", array(pattern("^" + SelectReader.EVENT_KIND + "$"))),
                property("actors", array(described(pattern(NAMES), "Identifier or name; * and a leading ! work"))),
                property("actor-kinds", array(pattern(NAMES))),
                property(
                        "status",
                        array(Map.of(
                                "anyOf",
                                List.of(pattern(STATUS), Map.of("type", "integer", "minimum", 100, "maximum", 599))))),
                property("methods", array(pattern("^[A-Z][A-Z-]*$"))),
                property("filter", described(pattern("\\S"), "Expression in CEL over the fields of the event")),
                property(
                        "sample",
                        described(pattern("^" + SampleRate.SYNTAX + "$"), "Share of events taken by their id, 10%")));
    }

    private static Map<String, Object> includeExclude(String description) {
        return described(
                object(List.of(), property("include", array(text())), property("exclude", array(text()))), description);
    }

    private static Map<String, Object> s3() {
        Map<String, Object> s3 = new LinkedHashMap<>(object(
                List.of("kind", "bucket", "region"),
                property("kind", Map.of("const", "s3")),
                property("bucket", described(text(), "Bucket name, access point ARN or access point alias")),
                property("prefix", pattern(PREFIX)),
                property("region", text()),
                property("role-arn", pattern(S3Syntax.rolePattern())),
                property("credentials", pattern("^[a-z0-9][a-z0-9-]{0,62}$")),
                property("kms-key-arn", pattern(S3Syntax.kmsKeyPattern())),
                property("sse", oneOf(List.of("s3"))),
                property("acl", oneOf(S3Syntax.acls())),
                property("storage-class", oneOf(S3Syntax.storageClasses())),
                property("tags", Map.of("type", "object", "maxProperties", 10)),
                property("endpoint", pattern("^https?://[^@?#]+$")),
                property("path-style", bool()),
                property(
                        "chunked-encoding",
                        described(
                                bool(),
                                "false where the store takes no body in chunks. Waybill's sink sends none anyway; Confluent's"
                                        + " sink is refused then")),
                property(
                        "checksum-trailers",
                        described(
                                bool(),
                                "false where the store knows no checksum but MD5. Confluent's sink is refused then"))));
        s3.put("oneOf", List.of(Map.of("required", List.of("role-arn")), Map.of("required", List.of("credentials"))));
        return s3;
    }

    private static Map<String, Object> directory() {
        return object(
                List.of("kind", "directory"),
                property("kind", Map.of("const", "file")),
                property("directory", pattern("^/")),
                property("prefix", pattern(PREFIX)));
    }

    private static Map<String, Object> kinds(List<KindDescription> kinds) {
        if (kinds.isEmpty()) {
            Map<String, Object> any = new LinkedHashMap<>();
            any.put("type", "object");
            any.put("required", List.of("kind"));
            any.put("properties", Map.of("kind", pattern(KIND)));
            return any;
        }
        return Map.of("oneOf", kinds.stream().map(TenantJsonSchema::kind).toList());
    }

    private static Map<String, Object> kind(KindDescription kind) {
        List<String> required = new ArrayList<>(List.of("kind"));
        required.addAll(kind.required());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("kind", Map.of("const", kind.name()));
        properties.putAll(kind.properties());
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("description", kind.description());
        schema.put("required", required);
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        return schema;
    }

    /** The schema of a reference to a secret, for the properties of a {@link KindDescription}. */
    public static Map<String, Object> secretReference() {
        return described(pattern(SECRET), "${env:NAME} or ${file:/path}");
    }

    /** The name of a key's epoch. */
    public static Map<String, Object> keyEpoch() {
        return described(
                pattern("^(?![0-9a-f]{12}$)" + ExportId.SYNTAX + "$"),
                "Names the time in which the key is used: pseudonyms of one epoch belong together");
    }

    /** The fingerprint of a key. */
    public static Map<String, Object> keyFingerprint() {
        return described(pattern("^[0-9a-f]{12}$"), "What ./waybill hash-keys fingerprint prints for the key");
    }
}
