package dev.waybill.control.preview;

import dev.waybill.contract.FieldOrigin;
import dev.waybill.contract.TextKind;
import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.control.preview.leak.Hit;
import dev.waybill.control.preview.leak.LeakScan;
import dev.waybill.control.preview.leak.Spelling;
import dev.waybill.control.preview.leak.Step;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.redact.FieldEdit;
import dev.waybill.redact.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells apart what a row says because of fields in which redaction looks for values, and what it says because of others:
 * numbers and times, {@code event_id} and {@code tenant}, words that name what happened, pseudonyms, what the platform states
 * where the client chose the value, and words of the format itself. Makes the row of an event that has only these left, and
 * takes off what is found there too.
 */
final class Unsearched {
    private final RowFiles files;
    private final LeakScan scan;

    Unsearched(RowFiles files, LeakScan scan) {
        this.files = files;
        this.scan = scan;
    }

    /**
     * The hits, with those told apart that stand where nothing is looked for.
     *
     * @param after the event as redaction left it
     * @param applied the edits that its values fell under, in order
     */
    List<Hit> toldApart(List<Hit> hits, Event after, List<FieldEdit> applied) throws IOException {
        List<Hit> told = new ArrayList<>();
        for (boolean chosenByClient : new boolean[] {false, true}) {
            List<Hit> some = hits.stream()
                    .filter(hit -> hit.value().chosenByClient() == chosenByClient)
                    .toList();
            if (!some.isEmpty()) {
                List<HiddenValue> values = some.stream().map(Hit::value).distinct().toList();
                Event rest = rest(after, applied, chosenByClient ? FieldOrigin.CLIENT : FieldOrigin.ANYBODY);
                List<Hit> allowed = scan.find(values, files.cells(rest));
                some.forEach(hit -> tellApart(hit, allowed, told));
            }
        }
        return told;
    }

    private static void tellApart(Hit hit, List<Hit> allowed, List<Hit> told) {
        int count = allowed.stream()
                .filter(other -> other.value().equals(hit.value())
                        && other.place().equals(hit.place())
                        && other.spelling().equals(hit.spelling()))
                .mapToInt(Hit::count)
                .sum();
        if (count > 0) {
            Spelling spelling = new Spelling(with(hit.spelling(), Step.NOT_SEARCHED));
            told.add(new Hit(hit.value(), spelling, hit.place(), Math.min(count, hit.count())));
        }
        if (hit.count() > count) {
            told.add(new Hit(hit.value(), hit.spelling(), hit.place(), hit.count() - count));
        }
    }

    private static List<Step> with(Spelling spelling, Step step) {
        List<Step> steps = new ArrayList<>(spelling.steps());
        steps.add(step);
        return steps;
    }

    /** @param origin of the value */
    private static Event rest(Event after, List<FieldEdit> applied, FieldOrigin origin) {
        Set<Field> derived = new HashSet<>();
        for (FieldEdit edit : applied) {
            if (edit.result() == FieldEdit.Result.DERIVED) {
                derived.add(edit.field());
            } else {
                derived.remove(edit.field());
            }
        }
        Event rest = new Event(after.type());
        rest.copyFrom(after);
        for (Field field : after.type().fields()) {
            boolean stays = !field.type().isText()
                    || field.meaning().is(TextKind.IDENTITY)
                    || derived.contains(field)
                    || origin == FieldOrigin.CLIENT && field.meaning().origin() == FieldOrigin.PLATFORM
                    || !after.isNull(field) && Vocabulary.has(field, String.valueOf(after.text(field)));
            if (!stays) {
                rest.setNull(field);
            }
        }
        return rest;
    }
}
