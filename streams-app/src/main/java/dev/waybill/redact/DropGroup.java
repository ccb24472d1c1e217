package dev.waybill.redact;

import dev.waybill.contract.FieldMeaning;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.kind.redaction.DropGroupSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sets all fields of a group to null. What an audit event acts on can be a namespace or a repository itself: then its name
 * belongs to the group if the kind beside it says so, or if there is none, because then it may be.
 */
public record DropGroup(DropGroupSpec spec) implements Redaction {

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        return type.fields().stream()
                .flatMap(field -> edit(type, field).stream())
                .toList();
    }

    private Optional<FieldEdit> edit(EventType type, Field field) {
        FieldMeaning meaning = field.meaning();
        if (meaning.groups().contains(spec.group())) {
            return Optional.of(FieldEdit.drop(field, spec.partOfName()));
        }
        return meaning.byKind() && spec.group().hasKinds()
                ? Optional.of(new FieldEdit(
                        field,
                        coveredByKind(type, field),
                        FieldEdit::setNull,
                        FieldEdit.Result.TEXT,
                        spec.partOfName()))
                : Optional.empty();
    }

    /** By the field {@code kind} beside it. */
    private Predicate<Event> coveredByKind(EventType type, Field field) {
        String beside = field.path().substring(0, field.path().lastIndexOf('.') + 1);
        Optional<Field> kind = type.field(beside + "kind");
        return event -> spec.group().covers(kind.map(event::text).orElse(null));
    }
}
