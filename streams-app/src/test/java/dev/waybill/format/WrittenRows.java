package dev.waybill.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a reader of a part finds in the row of each event, for tests of other packages. */
public final class WrittenRows {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final ObjectMapper JSON = new ObjectMapper();

    private WrittenRows() {}

    /** Every format with its default options. */
    public static List<OutputFormat> formats() {
        return Kinds.defaults().toList();
    }

    public static boolean fits(OutputFormat format, EventType type) {
        return format.spec().problems(type.leaves()).isEmpty();
    }

    /** The texts of each event, in the order of the events, without what the format did to them. */
    public static List<String> of(OutputFormat format, EventType type, List<Event> events) {
        byte[] part = Parts.write(format, type, events);
        List<String> rows = switch (format.spec().name()) {
            case AVRO ->
                AvroParts.read(part).stream()
                        .map(Object::toString)
                        .map(WrittenRows::scalars)
                        .toList();
            case PARQUET, OCSF_PARQUET ->
                ParquetParts.read(part).stream().map(Object::toString).toList();
            default -> lines(format, Parts.text(format, part));
        };
        if (rows.size() != events.size()) {
            throw new AssertionError(format + " has " + rows.size() + " rows for " + events.size() + " events");
        }
        return rows.stream().map(WrittenRows::withoutJsonEscapes).toList();
    }

    /** JSON that stands in a text keeps its escapes there. */
    private static String withoutJsonEscapes(String row) {
        return ESCAPE.matcher(row)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(found.group(1), 16))));
    }

    private static List<String> lines(OutputFormat format, String text) {
        Stream<String> lines = Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty());
        return switch (format.spec().name()) {
            case CSV -> lines.skip(1).map(line -> line.replace("\"\"", "\"")).toList();
            case W3C -> lines.skip(2).map(WrittenRows::percentDecoded).toList();
            case S3_ACCESS_LOG -> lines.map(WrittenRows::percentDecoded).toList();
            case APACHE_COMMON, APACHE_COMBINED, APACHE_CLOUDSMITH, CEF ->
                lines.map(WrittenRows::unescaped).toList();
            case JSON_ARRAY ->
                lines.map(line -> line.replaceFirst("^[\\[,]", "").replaceFirst("[],]+$", ""))
                        .map(WrittenRows::scalars)
                        .toList();
            default ->
                lines.map(line -> line.substring(line.indexOf('{')))
                        .map(WrittenRows::scalars)
                        .toList();
        };
    }

    /** All keys and scalars of JSON, and of JSON in its strings. */
    private static String scalars(String json) {
        try {
            List<String> found = new ArrayList<>();
            collect(JSON.readTree(json), found);
            return String.join("\n", found);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private static void collect(JsonNode node, List<String> found) {
        if (node.isValueNode()) {
            String text = node.asText();
            found.add(text);
            if (node.isTextual() && (text.startsWith("{") || text.startsWith("["))) {
                try {
                    collect(JSON.readTree(text), found);
                } catch (JsonProcessingException e) {
                    // Text that only looks like JSON was added as it is.
                }
            }
        }
        node.fieldNames().forEachRemaining(found::add);
        node.forEach(child -> collect(child, found));
    }

    private static String unescaped(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] from = line.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < from.length; i++) {
            if (from[i] != '\\' || i + 1 == from.length) {
                bytes.write(from[i]);
            } else if (from[i + 1] == 'x' && i + 3 < from.length) {
                bytes.write(Integer.parseInt(new String(from, i + 2, 2, StandardCharsets.US_ASCII), 16));
                i += 3;
            } else {
                bytes.write(from[i + 1] == 'n' || from[i + 1] == 'r' || from[i + 1] == 't' ? ' ' : from[i + 1]);
                i++;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String percentDecoded(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] from = line.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < from.length; i++) {
            boolean escape = from[i] == '%'
                    && i + 2 < from.length
                    && Character.digit(from[i + 1], 16) >= 0
                    && Character.digit(from[i + 2], 16) >= 0;
            bytes.write(escape ? Character.digit(from[i + 1], 16) << 4 | Character.digit(from[i + 2], 16) : from[i]);
            i += escape ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
