package dev.waybill.control.preview;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waybill.contract.FieldOrigin;
import dev.waybill.contract.TextKind;
import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.kind.redaction.PartOfName;
import dev.waybill.redact.FieldEdit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which values an export's redactions hide in an event, by {@code docs/reference/redaction.md}: every value of the fields that
 * they are about, of JSON each scalar, and of a list of addresses the addresses. Confined to one thread.
 */
final class HiddenFields {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String BETWEEN_ADDRESSES = "[,;=\"\\s]+";

    /** More are not looked for in one event. */
    static final int MOST = 500;

    private final List<FieldEdit> edits;
    private long shortened;

    HiddenFields(List<FieldEdit> edits) {
        this.edits = List.copyOf(edits);
    }

    /** The values of an event before it is redacted. */
    List<HiddenValue> of(Event before) {
        Map<String, HiddenValue> values = new LinkedHashMap<>();
        for (FieldEdit edit : edits) {
            Field field = edit.field();
            if (!before.isNull(field) && edit.covers().test(before)) {
                for (String text : texts(before, field)) {
                    if (!text.isBlank()) {
                        values.merge(text, value(edit, text), HiddenFields::stricter);
                    }
                }
            }
        }
        shortened += values.size() > MOST ? 1 : 0;
        return values.values().stream().limit(MOST).toList();
    }

    /** How many events had more values than are looked for. */
    long shortened() {
        return shortened;
    }

    /** The edits that this event's values fall under. */
    List<FieldEdit> applied(Event before) {
        return edits.stream()
                .filter(edit -> !before.isNull(edit.field()) && edit.covers().test(before))
                .toList();
    }

    private static HiddenValue value(FieldEdit edit, String text) {
        return new HiddenValue(
                edit.field().path(),
                text,
                edit.partOfName() == PartOfName.KEEP,
                edit.field().meaning().origin() == FieldOrigin.CLIENT);
    }

    /** What two fields hold is hidden wherever one of them asks for it. */
    private static HiddenValue stricter(HiddenValue one, HiddenValue other) {
        return new HiddenValue(
                one.field(),
                one.text(),
                one.keepsNames() && other.keepsNames(),
                one.chosenByClient() && other.chosenByClient());
    }

    private static List<String> texts(Event event, Field field) {
        if (field.type() == FieldType.LONG) {
            return List.of(Long.toString(event.number(field)));
        }
        if (!field.type().isText()) {
            return List.of();
        }
        String text = String.valueOf(event.text(field));
        if (field.type() == FieldType.JSON) {
            return scalars(text);
        }
        if (field.meaning().is(TextKind.ADDRESSES)) {
            return addresses(text);
        }
        List<String> texts = new ArrayList<>(List.of(text));
        if (field.meaning().is(TextKind.ADDRESS)) {
            texts.addAll(addresses(text));
        }
        return texts;
    }

    private static List<String> scalars(String text) {
        List<String> scalars = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                    scalars.add(json.getText());
                }
            }
        } catch (IOException e) {
            // No JSON: redaction hides it as a whole, and what was read of it is looked for.
        }
        return scalars;
    }

    /** Only what is an address counts of a list that clients write themselves. */
    private static List<String> addresses(String text) {
        List<String> found = new ArrayList<>();
        for (String entry : text.split(BETWEEN_ADDRESSES)) {
            if (HiddenValue.isAddress(entry)) {
                found.add(entry);
            }
        }
        return found;
    }
}
