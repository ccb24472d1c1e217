package dev.waybill.wire.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.Defaults;
import dev.waybill.wire.rule.IsoTimestamp;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.TimestampUnit;
import dev.waybill.wire.rule.WellFormed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Reads events from JSON objects that have the names and the nesting of the reader's schema. Strict about what it
 * knows: a value of another type, a member that comes twice, or anything after the object refuses the event. What it
 * does not know is passed over: delivering it would bypass redaction.
 */
public final class JsonEvents {
    /** Characters of a number that is a time. */
    private static final int MAX_EPOCH_LENGTH = 100;

    private final JsonShape shape;
    private final TextArena arena;
    private final JsonValues values;
    private final Optional<TimestampUnit> epochUnit;
    /** Per member: the number of the last event that had it. */
    private final long[] seen;

    private long events;

    /** Reads events of {@code type}, which {@code reader} describes. */
    public JsonEvents(Schema reader, EventType type, TimeRules times, TextArena arena, JsonValues values) {
        this.epochUnit = times.epochUnit();
        this.shape = JsonShape.of(reader, type);
        this.arena = arena;
        this.values = values;
        this.seen = new long[shape.size()];
        Arrays.fill(seen, -1);
    }

    /** Reads the text that begins at {@code from} and ends with the value. */
    public void read(byte[] value, int from, Event into) throws RefusedException {
        int length = value.length - from;
        try {
            if (WellFormed.isValid(value, from, length)) {
                values.parse(value, from, length, parser -> readEvent(parser, into));
            } else {
                byte[] repaired = WellFormed.repaired(value, from, length);
                values.parse(repaired, 0, repaired.length, parser -> readEvent(parser, into));
            }
        } catch (IOException malformed) {
            throw RefusedException.MALFORMED_JSON;
        }
    }

    private void readEvent(JsonParser parser, Event into) throws IOException, RefusedException {
        events++;
        into.clear();
        require(parser.nextToken() == JsonToken.START_OBJECT);
        readObject(shape, parser, into);
        require(parser.nextToken() == null);
    }

    private void readObject(JsonShape object, JsonParser parser, Event into) throws IOException, RefusedException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonShape.Member member = object.member(parser.currentName());
            JsonToken token = parser.nextToken();
            if (member == null) {
                parser.skipChildren();
            } else {
                readMember(member, token, parser, into);
            }
        }
        for (JsonShape.Member member : object.members()) {
            if (seen[member.number()] != events) {
                setAbsent(member, into);
            }
        }
    }

    private void readMember(JsonShape.Member member, JsonToken token, JsonParser parser, Event into)
            throws IOException, RefusedException {
        if (seen[member.number()] == events) {
            throw RefusedException.MALFORMED_JSON;
        }
        if (token == JsonToken.VALUE_NULL && !member.isNullable()) {
            return;
        }
        seen[member.number()] = events;
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        JsonShape group = member.groupOrNull();
        Field leaf = member.leafOrNull();
        if (group != null) {
            member.require(token == JsonToken.START_OBJECT);
            readObject(group, parser, into);
        } else if (leaf != null) {
            readLeaf(leaf, member, token, parser, into);
        }
    }

    private static void setAbsent(JsonShape.Member member, Event into) throws RefusedException {
        Defaults defaults = member.defaultsOrNull();
        if (defaults != null) {
            defaults.apply(into);
        } else {
            require(member.isNullable() || member.isCheckedLater());
        }
    }

    private void readLeaf(Field field, JsonShape.Member member, JsonToken token, JsonParser parser, Event into)
            throws IOException, RefusedException {
        switch (field.type()) {
            case STRING -> {
                member.require(token == JsonToken.VALUE_STRING);
                if (parser.getTextLength() > 0 || member.keepsEmptyText()) {
                    arena.begin();
                    arena.append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                    arena.finish(field, into);
                }
            }
            case LONG -> {
                member.require(token == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER);
                into.setNumber(field, parser.getLongValue());
            }
            case DOUBLE -> {
                member.require(token.isNumeric());
                double value = parser.getDoubleValue();
                member.require(!Double.isInfinite(value));
                into.setDecimal(field, value);
            }
            case BOOLEAN -> {
                member.require(token.isBoolean());
                into.setNumber(field, token == JsonToken.VALUE_TRUE ? 1 : 0);
            }
            case TIMESTAMP_MICROS -> readTime(field, member, token, parser, into);
            case JSON -> readJson(field, member, token, parser, into);
        }
    }

    private void readTime(Field field, JsonShape.Member member, JsonToken token, JsonParser parser, Event into)
            throws IOException, RefusedException {
        if (token.isNumeric() && epochUnit.isPresent()) {
            into.setNumber(field, epochUnit.get().toMicros(decimal(parser)));
            return;
        }
        member.require(token == JsonToken.VALUE_STRING);
        if (parser.getTextLength() > 0) {
            long micros =
                    IsoTimestamp.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            member.require(micros != IsoTimestamp.INVALID);
            into.setNumber(field, micros);
        }
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException, RefusedException {
        require(parser.getTextLength() <= MAX_EPOCH_LENGTH);
        try {
            return new BigDecimal(parser.getText());
        } catch (NumberFormatException hugeExponent) {
            throw RefusedException.MALFORMED_JSON;
        }
    }

    private void readJson(Field field, JsonShape.Member member, JsonToken token, JsonParser parser, Event into)
            throws IOException, RefusedException {
        Schema schema = member.schema();
        if (schema.getType() == Schema.Type.STRING && token == JsonToken.VALUE_STRING) {
            byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
            values.setParsed(text, 0, text.length, field, into);
            return;
        }
        member.require(schema.getType() != Schema.Type.MAP || token == JsonToken.START_OBJECT);
        member.require(schema.getType() != Schema.Type.ARRAY || token == JsonToken.START_ARRAY);
        values.set(parser, field, into);
    }

    private static void require(boolean satisfied) throws RefusedException {
        if (!satisfied) {
            throw RefusedException.MALFORMED_JSON;
        }
    }
}
