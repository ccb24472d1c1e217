package dev.waybill.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Turns JSON of any form into the compact text with sorted keys that JSON fields hold. Numbers keep their digits. */
public final class JsonValues {
    /** Objects and arrays inside each other, the event itself included. */
    public static final int MAX_DEPTH = 64;

    /** Of a number that is delivered: readers of JSON have limits of their own. */
    private static final int MAX_NUMBER_LENGTH = 100;
    /** Of a name that the parser remembers. */
    private static final int MAX_NAME_LENGTH = 1024;

    private final TextArena arena;
    private final JsonFactory factory = factory(MAX_NAME_LENGTH).build();
    /** Remembers no names, so that they may be of any length, and any that collide; slower. */
    private final JsonFactory patient = factory(Integer.MAX_VALUE)
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .build();

    /** Keeps the values it sets in {@code arena}. */
    public JsonValues(TextArena arena) {
        this.arena = arena;
    }

    private static JsonFactoryBuilder factory(int maxNameLength) {
        return ((JsonFactoryBuilder) JsonFactory.builder())
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(maxNameLength)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    /** What is done with a JSON text; may be begun a second time. */
    @FunctionalInterface
    interface Reading {
        void read(JsonParser parser) throws IOException, RefusedException;
    }

    /** Has well-formed UTF-8 read. Jackson would guess UTF-16 or UTF-32 from zero bytes, which no JSON text has. */
    void parse(byte[] bytes, int offset, int length, Reading reading) throws IOException, RefusedException {
        for (int i = offset; i < offset + Math.min(length, 4); i++) {
            if (bytes[i] == 0) {
                throw RefusedException.MALFORMED_JSON;
            }
        }
        try (JsonParser parser = factory.createParser(bytes, offset, length)) {
            reading.read(parser);
        } catch (StreamConstraintsException limit) {
            try (JsonParser parser = patient.createParser(bytes, offset, length)) {
                reading.read(parser);
            }
        }
    }

    /**
     * Sets {@code field} to the JSON value in {@code text}. Empty text is null; text that is not one JSON value without
     * ambiguous members becomes a JSON string.
     */
    public void setParsed(byte[] text, int offset, int length, Field field, Event into) {
        if (length > 0 && !parse(text, offset, length, field, into)) {
            arena.begin();
            arena.appendJsonString(text, offset, length);
            arena.finish(field, into);
        }
    }

    private boolean parse(byte[] text, int offset, int length, Field field, Event into) {
        try {
            parse(text, offset, length, parser -> {
                require(parser.nextToken() != null);
                set(parser, field, into);
                require(parser.nextToken() == null);
            });
            return true;
        } catch (IOException | RefusedException malformed) {
            return false;
        }
    }

    /** Sets {@code field} to the value that {@code parser} stands at, and leaves the parser at the value's last token. */
    void set(JsonParser parser, Field field, Event into) throws IOException, RefusedException {
        arena.begin();
        append(parser);
        arena.finish(field, into);
    }

    private void append(JsonParser parser) throws IOException, RefusedException {
        switch (parser.currentToken()) {
            case START_OBJECT -> appendObject(parser);
            case START_ARRAY -> appendArray(parser);
            case VALUE_STRING -> {
                byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
                arena.appendJsonString(text, 0, text.length);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                require(parser.getTextLength() <= MAX_NUMBER_LENGTH);
                arena.appendAscii(parser.getText());
            }
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> arena.appendAscii(parser.getText());
            default -> throw RefusedException.MALFORMED_JSON;
        }
    }

    private void appendObject(JsonParser parser) throws IOException, RefusedException {
        JsonMembers members = new JsonMembers(arena);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            byte[] key = parser.currentName().getBytes(StandardCharsets.UTF_8);
            members.key(key, 0, key.length);
            parser.nextToken();
            append(parser);
        }
        if (!members.close()) {
            throw RefusedException.MALFORMED_JSON;
        }
    }

    private void appendArray(JsonParser parser) throws IOException, RefusedException {
        arena.append((byte) '[');
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!first) {
                arena.append((byte) ',');
            }
            first = false;
            append(parser);
        }
        arena.append((byte) ']');
    }

    private static void require(boolean satisfied) throws RefusedException {
        if (!satisfied) {
            throw RefusedException.MALFORMED_JSON;
        }
    }
}
