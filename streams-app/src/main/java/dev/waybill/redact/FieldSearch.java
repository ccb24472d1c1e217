package dev.waybill.redact;

import dev.waybill.contract.TextKind;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.redact.search.HiddenValues;
import dev.waybill.redact.search.JsonScrubber;
import dev.waybill.redact.search.Scrubber;
import dev.waybill.redact.search.TextStyle;
import dev.waybill.redact.search.Work;
import org.jspecify.annotations.Nullable;

/** The search of one field for the values of others. Confined to one thread. */
final class FieldSearch {
    private final Field field;
    private final boolean json;
    private final TextStyle style;
    private final Scrubbers scrubbers;

    FieldSearch(Field field, Scrubbers scrubbers) {
        this.field = field;
        this.json = field.type() == FieldType.JSON;
        this.style = TextStyle.of(field.meaning());
        this.scrubbers = scrubbers;
    }

    /** Whether values of other fields are looked for in this one. */
    static boolean applies(Field field) {
        return field.type().isText() && !field.meaning().is(TextKind.IDENTITY);
    }

    /** Looks for the same values in text and in JSON. */
    static final class Scrubbers {
        private final Scrubber text;
        private final JsonScrubber json;

        Scrubbers(HiddenValues values, Work work) {
            this.text = new Scrubber(values, work);
            this.json = new JsonScrubber(values, text, work);
        }
    }

    /** Removes the values from the field, which is not null. */
    void scrub(Event event) {
        long characters = event.characters(field);
        if (json) {
            replace(
                    event,
                    scrubbers.json.scrub(event.buffer(field), event.offset(field), event.length(field), characters));
        } else if (!scrubbers.text.isSettled(characters, style)) {
            replace(
                    event,
                    scrubbers.text.scrub(
                            event.buffer(field), event.offset(field), event.length(field), characters, style));
        }
    }

    private void replace(Event event, byte @Nullable [] scrubbed) {
        if (scrubbed == null || Vocabulary.has(field, String.valueOf(event.text(field)))) {
            return;
        }
        if (scrubbed == JsonScrubber.UNUSABLE) {
            event.setNull(field);
        } else {
            event.setText(field, scrubbed, 0, scrubbed.length);
        }
    }
}
