package dev.waybill.redact;

import dev.waybill.contract.FieldOrigin;
import dev.waybill.contract.TextKind;
import dev.waybill.event.Characters;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.kind.redaction.PartOfName;
import dev.waybill.redact.search.HiddenValues;

/** What must not be found elsewhere of a field that is redacted. */
final class FieldValue {
    /** A text with one of these may be more than one address. */
    private static final long LIST = Characters.of(',') | Characters.of(' ') | Characters.of('=');

    private final Field field;
    private final PartOfName partOfName;
    private final boolean chosenByClient;
    private final boolean listOfAddresses;
    private final boolean address;

    FieldValue(Field field, PartOfName partOfName) {
        this.field = field;
        this.partOfName = partOfName;
        this.chosenByClient = field.meaning().origin() == FieldOrigin.CLIENT;
        this.listOfAddresses = field.meaning().is(TextKind.ADDRESSES);
        this.address = field.meaning().is(TextKind.ADDRESS);
    }

    boolean isChosenByClient() {
        return chosenByClient;
    }

    /** Adds the value of the field, which is not null. */
    void addTo(HiddenValues values, Event event) {
        if (listOfAddresses) {
            values.addAddresses(event, field);
            return;
        }
        values.add(event, field, partOfName);
        if (address && (event.characters(field) & LIST) != 0) {
            values.addAddresses(event, field);
        }
    }
}
