package dev.waybill.redact;

import dev.waybill.contract.FieldOrigin;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldSet;
import dev.waybill.redact.search.HiddenValues;
import dev.waybill.redact.search.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Applies the redactions of one export to its events, and removes what they redact from the rest of the event.
 *
 * <p>The original value of every redacted field, whatever the kind of redaction, is also replaced by {@code -} in all
 * other text of the event; {@code docs/reference/redaction.md} has the rules. Left alone are {@code event_id} and
 * {@code tenant}, which every event needs, words that name what happened, and, by values that the client chose, what the
 * platform says about who did what: see {@link FieldOrigin}.
 *
 * <p>The work for an event grows in proportion to its size. Allocates for the values it redacts only. Confined to one
 * thread.
 */
public final class Redactor {
    private final FieldEdit[] edits;
    private final FieldValue[] originals;
    private final boolean[] active;
    /** Per field: whether its value was computed and is not searched. */
    private final boolean[] derived;

    private final FieldSet shown;
    private final FieldSet searched;
    /** Per field that is searched. */
    private final FieldSearch[] searches;

    private final Work work = new Work();
    /** All values; and those that are looked for in what the platform states, which may be the same. */
    private final HiddenValues values = new HiddenValues(work);

    private final HiddenValues stated;

    private Redactor(List<FieldEdit> edits, EventType type, FieldSet shown) {
        this.edits = edits.toArray(new FieldEdit[0]);
        this.originals = edits.stream()
                .map(edit -> new FieldValue(edit.field(), edit.partOfName()))
                .toArray(FieldValue[]::new);
        this.active = new boolean[edits.size()];
        this.derived = new boolean[type.fields().size()];
        this.shown = shown;
        boolean chosen = Stream.of(originals).anyMatch(FieldValue::isChosenByClient);
        this.stated = chosen ? new HiddenValues(work) : values;
        List<Field> fields = type.fields().stream().filter(FieldSearch::applies).toList();
        this.searched = FieldSet.of(type, fields);
        this.searches = new FieldSearch[type.fields().size()];
        FieldSearch.Scrubbers all = new FieldSearch.Scrubbers(values, work);
        FieldSearch.Scrubbers ofStated = chosen ? new FieldSearch.Scrubbers(stated, work) : all;
        fields.forEach(field -> searches[field.index()] =
                new FieldSearch(field, field.meaning().origin() == FieldOrigin.PLATFORM ? ofStated : all));
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

    /** The same with edits that redactions have made for this type, in the order of the redactions. */
    public static Redactor of(List<FieldEdit> edits, EventType type, FieldSet shown) {
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
            if (!values.isEmpty()) {
                search(event);
            }
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            // The exception may hold content of the event: it goes nowhere.
            return false;
        } finally {
            values.clear();
            stated.clear();
        }
    }

    /** How many steps all searches took so far. */
    long steps() {
        return work.steps();
    }

    private void collect(Event event) {
        for (int i = 0; i < edits.length; i++) {
            FieldEdit edit = edits[i];
            active[i] = !event.isNull(edit.field()) && edit.covers().test(event);
            derived[edit.field().index()] = false;
            if (active[i]) {
                originals[i].addTo(values, event);
                if (stated != values && !originals[i].isChosenByClient()) {
                    originals[i].addTo(stated, event);
                }
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
                searches[i].scrub(event);
            }
        }
    }
}
