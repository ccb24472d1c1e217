package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FieldMeaning;
import dev.waybill.contract.TextKind;
import dev.waybill.event.Characters;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.kind.redaction.PartOfName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Most texts hold no value, and most of those must be seen to hold none without a search, which takes many times as long. */
class QuickLookTest {
    private static final FieldMeaning PLAIN = FieldMeaning.of(TextKind.PLAIN);
    private static final EventType TYPE = EventType.named("TestEvent")
            .field("event_id", FieldType.STRING, PLAIN)
            .field("tenant", FieldType.STRING, PLAIN)
            .field("occurred_at", FieldType.TIMESTAMP_MICROS, FieldMeaning.NONE)
            .field("value", FieldType.STRING, PLAIN)
            .build();
    private static final Field VALUE = TYPE.field("value").orElseThrow();

    private final HiddenValues values = new HiddenValues(new Work());
    private final Scrubber scrubber = new Scrubber(values, new Work());

    @ParameterizedTest
    @CsvSource({
        // hidden, style, text, by its characters alone, by a look at it
        "203.0.113.9, TEXT, plain words,   true,  true",
        "203.0.113.9, TEXT, 12345,         true,  true",
        "203.0.113.9, TEXT, a.b-c,         true,  true",
        "203.0.113.9, TEXT, 1.2.3.4,       true,  true",
        "203.0.113.9, TEXT, a/123,         false, true",
        "203.0.113.9, TEXT, 9.1.2 3.0,     false, true",
        "203.0.113.9, TEXT, 9.1.2.3,       false, false",
        "203.0.113.9, TEXT, 9.1.2.x3,      false, true",
        "203.0.113.9, TEXT, .9.12.3,       false, true",
        "203.0.113.9, TEXT, a@b1,          false, false",
        "203.0.113.9, TEXT, //3,           false, false",
        "203.0.113.9, TEXT, /3/,           false, true",
        "203.0.113.9, HOST, www,           true,  true",
        "203.0.113.9, HOST, a1,            false, true",
        "203.0.113.9, HOST, 1a,            false, false",
        "2001:db8::9, TEXT, a:b,           false, true",
        "2001:db8::9, TEXT, 12:30,         false, true",
        "2001:db8::9, TEXT, 12:30:45,      false, false",
        "2001:db8::9, TEXT, ::,            false, false",
        "2001:db8::9, TEXT, 1:23456:2,     false, true",
        "2001:db8::9, TEXT, 1:2345:2,      false, false",
        "2001:db8::9, TEXT, 2-1-8-9,       true,  true",
        "bob,         TEXT, alice,         true,  true",
        "bob,         TEXT, b,             true,  true",
        "bob,         TEXT, obo kebob,     false, true",
        "bob,         TEXT, o/b-bo,        false, true",
        "bob,         TEXT, o bob,         false, false",
        "bob,         HOST, alice,         true,  true",
    })
    void settlesWhatHoldsNoValue(String hidden, TextStyle style, String text, boolean settled, boolean passedOver) {
        // Given
        event(hidden);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long characters = Characters.of(bytes, 0, bytes.length);

        // When, Then
        assertThat(scrubber.isSettled(characters, style)).isEqualTo(settled);
        assertThat(scrubber.mayHold(bytes, 0, bytes.length, characters, style)).isEqualTo(!passedOver);
    }

    @ParameterizedTest
    @CsvSource({
        "URI,  a%41",
        "TEXT, a%41",
        "TEXT, a\\b",
        "URI,  http://[::1]/",
        "URI,  é",
        "TEXT, xn--a",
        "HOST, a[b",
    })
    void searchesWhateverCanBeReadInSeveralWays(TextStyle style, String text) {
        // Given
        event("bob");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long characters = Characters.of(bytes, 0, bytes.length);

        // When, Then
        assertThat(scrubber.isSettled(characters, style)).isFalse();
        assertThat(scrubber.mayHold(bytes, 0, bytes.length, characters, style)).isTrue();
    }

    @Test
    void settlesEverythingWhereNothingIsHidden() {
        // Given
        byte[] bytes = "http://203.0.113.9/bob::".getBytes(StandardCharsets.UTF_8);
        long characters = Characters.of(bytes, 0, bytes.length);

        // When, Then
        assertThat(scrubber.isSettled(characters, TextStyle.URI)).isTrue();
        assertThat(scrubber.isSettled(characters, TextStyle.HOST)).isTrue();
        assertThat(scrubber.mayHold(bytes, 0, bytes.length, characters, TextStyle.URI))
                .isFalse();
    }

    /** Of many values as many are looked for as pays; the others send the text to the search. */
    @Test
    void looksForSomeOfManyValuesOnly() {
        // Given
        for (int i = 0; i < 40; i++) {
            event("ab" + "b".repeat(i));
        }
        byte[] bytes = ("xab" + "b".repeat(60)).getBytes(StandardCharsets.UTF_8);
        long characters = Characters.of(bytes, 0, bytes.length);

        // When, Then
        assertThat(scrubber.search(bytes, 0, bytes.length, TextStyle.TEXT)).isNull();
        assertThat(scrubber.mayHold(bytes, 0, bytes.length, characters, TextStyle.TEXT))
                .isTrue();
    }

    @Test
    void looksForEachOfFewValues() {
        // Given
        for (int i = 0; i < 8; i++) {
            event("ab" + "b".repeat(i));
        }
        byte[] bytes = ("xab" + "b".repeat(60)).getBytes(StandardCharsets.UTF_8);
        long characters = Characters.of(bytes, 0, bytes.length);

        // When, Then
        assertThat(scrubber.mayHold(bytes, 0, bytes.length, characters, TextStyle.TEXT))
                .isFalse();
    }

    private void event(String hidden) {
        Event event = new Event(TYPE);
        event.setText(VALUE, hidden);
        values.add(event, VALUE, PartOfName.HIDE);
    }
}
