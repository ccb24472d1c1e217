package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldSet;
import dev.waybill.event.FieldType;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies the redactions of one export to its events, and removes what they redact from the rest of the event.
 *
 * <p>The original value of every redacted field, whatever the kind of redaction, is also replaced by {@code -} in all
 * other text of the event, in any case of letters and however often it is percent-encoded, where it stands
 *
 * <ul>
 *   <li>as a whole field, path segment, query value, list entry or word, that is between characters other than letters,
 *       digits, {@code -}, {@code _} and {@code .};
 *   <li>as a whole host label (in hosts the dot separates too), also in Punycode;
 *   <li>as an IPv4 address anywhere (also with hyphens for dots), as an IPv6 address in any spelling;
 *   <li>in a string of JSON; a number there becomes null, and the whole field does if a key holds it.
 * </ul>
 *
 * <p>A URI, referer or host that cannot be parsed (stray percent sign, invalid UTF-8, control characters, more than eight
 * rounds of encoding) becomes {@code -} as a whole. Left alone are {@code event_id} and {@code tenant}, which every event
 * needs. Not found are values that were changed in another way: hashed, Base64, cut into pieces, or as part of a longer
 * word.
 *
 * <p>Allocates for the values it redacts only. Confined to one thread.
 */
public final class Redactor {
    private final FieldEdit[] edits;
    private final boolean[] active;
    /** Per field: whether its value was computed and is not searched. */
    private final boolean[] derived;

    private final List<Field> fields;
    private final FieldSet shown;
    private final FieldSet searched;
    /** Per field that is searched. */
    private final Scrubber.Style[] styles;

    private final Secrets secrets = new Secrets();
    private final Scrubber scrubber = new Scrubber(secrets);
    private final JsonScrubber jsonScrubber = new JsonScrubber(secrets, scrubber);

    private Redactor(List<FieldEdit> edits, EventType type, FieldSet shown) {
        this.edits = edits.toArray(new FieldEdit[0]);
        this.active = new boolean[edits.size()];
        this.derived = new boolean[type.fields().size()];
        this.fields = type.fields();
        this.shown = shown;
        List<SearchedField> all = SearchedField.of(type);
        this.searched = FieldSet.of(type, all.stream().map(SearchedField::field).toList());
        this.styles = new Scrubber.Style[fields.size()];
        all.forEach(one -> styles[one.field().index()] = one.style());
    }

    /**
     * Prepares redactions, which are applied in this order.
     *
     * @param shown the fields that are used afterwards; the others become null, but not before what they hold has been
     *     removed from these. Nothing else may be used where anything is redacted
     * @throws IllegalArgumentException as {@link Redaction#edits} says
     */
    public static Redactor compile(List<Redaction> redactions, EventType type, FieldSet shown, SecretLookup secrets) {
        List<FieldEdit> edits = new ArrayList<>();
        for (Redaction redaction : redactions) {
            edits.addAll(redaction.edits(type, secrets));
        }
        return of(edits, type, shown);
    }

    static Redactor of(List<FieldEdit> edits, EventType type, FieldSet shown) {
        return new Redactor(edits, type, shown);
    }

    /**
     * Redacts an event in place. True if everything was applied. False if not, for whatever reason: then the event must
     * be withheld, and nothing of it may be used, for some of it may still be as it was.
     */
    public boolean redact(Event event) {
        if (edits.length == 0) {
            return true;
        }
        try {
            collect(event);
            if (!apply(event)) {
                return false;
            }
            event.retain(shown);
            if (!secrets.isEmpty()) {
                search(event);
            }
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            // The exception may hold content of the event: it goes nowhere.
            return false;
        } finally {
            secrets.clear();
        }
    }

    private void collect(Event event) {
        for (int i = 0; i < edits.length; i++) {
            FieldEdit edit = edits[i];
            active[i] = !event.isNull(edit.field()) && edit.covers().test(event);
            derived[edit.field().index()] = false;
            if (active[i]) {
                secrets.add(event, edit.field());
            }
        }
    }

    private boolean apply(Event event) {
        for (int i = 0; i < edits.length; i++) {
            Field field = edits[i].field();
            if (active[i] && !event.isNull(field)) {
                if (!edits[i].change().apply(event, field)) {
                    return false;
                }
                derived[field.index()] = edits[i].result() == FieldEdit.Result.DERIVED;
            }
        }
        return true;
    }

    private void search(Event event) {
        for (int i = event.next(0, searched); i >= 0; i = event.next(i + 1, searched)) {
            if (!derived[i]) {
                scrub(event, fields.get(i), styles[i]);
            }
        }
    }

    private void scrub(Event event, Field field, Scrubber.Style style) {
        byte[] buffer = event.buffer(field);
        int offset = event.offset(field);
        int length = event.length(field);
        long characters = event.characters(field);
        byte[] scrubbed = field.type() == FieldType.JSON
                ? jsonScrubber.scrub(buffer, offset, length, characters)
                : scrubber.scrub(buffer, offset, length, characters, style);
        if (scrubbed == JsonScrubber.UNUSABLE) {
            event.setNull(field);
        } else if (scrubbed != null) {
            event.setText(field, scrubbed, 0, scrubbed.length);
        }
    }
}
