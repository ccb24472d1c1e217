package dev.waybill.control.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON objects, one for each event, in all shapes that the JSON formats have. */
final class JsonFile {
    /** Events have numbers and keys of any length. Nothing of them is kept. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Where shapes have what the sum is of. */
    private static final Set<String> PATHS =
            Set.of("event_id", "occurred_at", "uuid", "event_at", "event.id", "@timestamp", "metadata.uid");

    private static final Set<String> OBJECTS = Set.of("event", "metadata");

    private JsonFile() {}

    static void readLines(Lines lines, Tally tally) throws IOException {
        while (lines.next()) {
            readLine(lines.buffer(), lines.start(), lines.length(), tally);
        }
    }

    static void readLinesBehindTimes(Lines lines, Tally tally) throws IOException {
        while (lines.next()) {
            int from = 0;
            while (from < lines.length() && lines.buffer()[lines.start() + from] != '{') {
                from++;
            }
            readLine(lines.buffer(), lines.start() + from, lines.length() - from, tally);
        }
    }

    static void readArray(InputStream in, Tally tally) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            expect(json.nextToken(), JsonToken.START_ARRAY);
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                expect(token, JsonToken.START_OBJECT);
                readObject(json, tally);
            }
            expect(json.nextToken(), null);
        }
    }

    private static void readLine(byte[] buffer, int start, int length, Tally tally) throws IOException {
        try (JsonParser json = JSON.createParser(buffer, start, length)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            Map<String, String> found = object(json);
            expect(json.nextToken(), null);
            add(found, tally);
        }
    }

    private static void readObject(JsonParser json, Tally tally) throws IOException {
        add(object(json), tally);
    }

    private static Map<String, String> object(JsonParser json) throws IOException {
        Map<String, String> found = new HashMap<>();
        collect("", json, found);
        return found;
    }

    private static void collect(String prefix, JsonParser json, Map<String, String> found) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + json.currentName();
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_STRING && PATHS.contains(path)) {
                found.put(path, json.getText());
            } else if (token == JsonToken.START_OBJECT && OBJECTS.contains(path)) {
                collect(path + ".", json, found);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void add(Map<String, String> found, Tally tally) {
        if (found.containsKey("event_id")) {
            tally.add(found.get("event_id"), micros(found.get("occurred_at")));
        } else if (found.containsKey("uuid") && found.containsKey("event_at")) {
            tally.add(found.get("uuid"), micros(found.get("event_at")));
        } else if (found.containsKey("event.id") && found.containsKey("@timestamp")) {
            tally.add(found.get("event.id"), micros(found.get("@timestamp")));
        } else {
            tally.add(found.containsKey("metadata.uid") ? Tally.MILLISECONDS : Tally.NO_ID);
        }
    }

    private static @Nullable Long micros(@Nullable String time) {
        return time == null ? null : Micros.parse(time);
    }

    private static void expect(@Nullable JsonToken token, @Nullable JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("another token than expected");
        }
    }
}
