package dev.waybill.verify.check;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that is wrong, or a note.
 *
 * @param kind what it is
 * @param export whose; empty if that is not known
 * @param window the start of the (first) window; empty if that is not known
 * @param object the object's name; empty where it is about something that is not there and has no known name
 * @param detail a clause for people
 */
public record Finding(
        FindingKind kind, Optional<String> export, Optional<Instant> window, Optional<String> object, String detail) {
    static Finding ofObject(FindingKind kind, String object, String detail) {
        return new Finding(kind, Optional.empty(), Optional.empty(), Optional.of(object), detail);
    }

    static Finding ofReceipt(FindingKind kind, ReceiptEntry receipt, String detail) {
        return new Finding(
                kind, Optional.of(receipt.export()), Optional.of(receipt.start()), Optional.of(receipt.name()), detail);
    }

    static Finding ofWindow(FindingKind kind, String export, Instant window, String detail) {
        return new Finding(kind, Optional.of(export), Optional.of(window), Optional.empty(), detail);
    }

    /** A line for people. */
    @Override
    public String toString() {
        return kind.word()
                + export.map(id -> " " + id).orElse("")
                + window.map(start -> " window " + start).orElse("")
                + object.map(name -> " " + name).orElse("")
                + ": "
                + detail;
    }
}
