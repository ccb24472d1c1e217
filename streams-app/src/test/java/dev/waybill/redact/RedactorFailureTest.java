package dev.waybill.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.FieldSet;
import dev.waybill.kind.redaction.DropFieldSpec;
import dev.waybill.kind.redaction.HashSpec;
import dev.waybill.kind.redaction.PartOfName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be redacted is withheld, and leaves nothing behind for the next event. */
class RedactorFailureTest {
    private static final FieldSet ALL = FieldSet.all(TestEvents.DOWNLOAD);
    private static final Field USER = TestEvents.DOWNLOAD.field("user.username").orElseThrow();

    private Error error;
    private RuntimeException exception;
    private boolean applies = true;

    @Test
    void anEditThatFailsWithholdsTheEvent() {
        // Given
        Redactor redactor = redactor("user.username");

        // When
        exception = new IllegalStateException("a fault in a redaction");
        boolean afterException = redactor.redact(event("bob", "/bob"));
        exception = null;
        error = new StackOverflowError();
        boolean afterError = redactor.redact(event("bob", "/bob"));
        error = null;
        applies = false;
        boolean notApplied = redactor.redact(event("bob", "/bob"));
        applies = true;

        // Then
        assertThat(afterException).isFalse();
        assertThat(afterError).isFalse();
        assertThat(notApplied).isFalse();
        assertThat(redactor.redact(event("bob", "/bob"))).isTrue();
    }

    /** The referer is chosen by the client, a user's name is not: they are looked for in different fields. */
    @ParameterizedTest
    @ValueSource(strings = {"user.username", "referer"})
    void whatWasToBeHiddenOfAnEventThatWasWithheldIsNotHiddenInTheNext(String other) {
        // Given
        Redactor redactor = Redactor.of(List.of(edit("user.username"), edit(other)), TestEvents.DOWNLOAD, ALL);
        applies = false;
        assertThat(redactor.redact(event("bob", "/bob"))).isFalse();
        applies = true;

        // When
        Event next = event("alice", "/bob/alice");
        boolean applied = redactor.redact(next);

        // Then
        assertThat(applied).isTrue();
        assertThat(TestEvents.values(next)).containsEntry("uri", "/bob/-");
    }

    @Test
    void whatWasHiddenInAnEventIsNotHiddenInTheNext() {
        // Given
        Redactor redactor = redactor("user.username");
        assertThat(redactor.redact(event("bob", "/bob"))).isTrue();

        // When
        Event next = event("alice", "/bob/alice");
        boolean applied = redactor.redact(next);

        // Then
        assertThat(applied).isTrue();
        assertThat(TestEvents.values(next)).containsOnly(Map.entry("uri", "/bob/-"));
    }

    @Test
    void withoutRedactionsAnEventStaysAsItIs() {
        // Given
        Event event = event("bob", "/bob");
        Redactor redactor = Redactor.of(List.of(), TestEvents.DOWNLOAD, ALL);

        // When
        boolean applied = redactor.redact(event);

        // Then
        assertThat(applied).isTrue();
        assertThat(TestEvents.values(event)).isEqualTo(TestEvents.values(event("bob", "/bob")));
    }

    @Test
    void aFieldThatTheEventTypeDoesNotHaveIsRefused() {
        Redaction redaction = new DropField(new DropFieldSpec("no_such_field", PartOfName.HIDE));

        assertThatThrownBy(() -> redaction.edits(TestEvents.DOWNLOAD, TestEvents.SECRETS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(" has no field no_such_field");
    }

    /** A number cannot hold the digits of a hash. */
    @Test
    void whatCannotHoldTextIsDroppedInsteadOfHashed() {
        // Given
        Redactor redactor = Redactor.compile(
                List.of(new Hash(new HashSpec("status", "${env:KEY}", PartOfName.HIDE))),
                TestEvents.DOWNLOAD,
                ALL,
                TestEvents.SECRETS);
        Event event = TestEvents.event(TestEvents.DOWNLOAD, Map.of("status", 200, "uri", "/a"));

        // When
        boolean applied = redactor.redact(event);

        // Then
        assertThat(applied).isTrue();
        assertThat(TestEvents.values(event)).containsOnly(Map.entry("uri", "/a"));
    }

    private Redactor redactor(String path) {
        return Redactor.of(List.of(edit(path)), TestEvents.DOWNLOAD, ALL);
    }

    /** Drops the field, or fails as the test says. */
    private FieldEdit edit(String path) {
        Field field = TestEvents.DOWNLOAD.field(path).orElseThrow();
        return FieldEdit.always(field, this::change, FieldEdit.Result.TEXT, PartOfName.HIDE);
    }

    private boolean change(Event event, Field field) {
        if (exception != null) {
            throw exception;
        }
        if (error != null) {
            throw error;
        }
        return applies && FieldEdit.setNull(event, field);
    }

    private static Event event(String user, String uri) {
        Event event = new Event(TestEvents.DOWNLOAD);
        event.setText(USER, user);
        TestEvents.set(event, "uri", uri);
        return event;
    }
}
