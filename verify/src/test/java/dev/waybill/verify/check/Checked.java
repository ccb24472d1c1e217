package dev.waybill.verify.check;

import dev.waybill.verify.DeliveredPlace;
import dev.waybill.verify.TestKeys;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.MemoryPlace;
import dev.waybill.verify.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a check of objects in memory says. */
record Checked(List<Finding> findings, Summary summary) {
    static Checked of(Map<String, byte[]> objects) {
        return of(objects, TestKeys.ROTATION, Expectations.at(DeliveredPlace.NOW));
    }

    static Checked of(Map<String, byte[]> objects, Expectations expectations) {
        return of(objects, TestKeys.ROTATION, expectations);
    }

    static Checked of(Place place, Expectations expectations) {
        return of(place, TestKeys.ROTATION, expectations);
    }

    static Checked of(Map<String, byte[]> objects, KeySet keys, Expectations expectations) {
        return of(new MemoryPlace(objects), keys, expectations);
    }

    private static Checked of(Place place, KeySet keys, Expectations expectations) {
        List<Finding> findings = new ArrayList<>();
        try (CheckedObjects none = CheckedObjects.none()) {
            Summary summary = new Verifier(keys, expectations, none).verify(place, findings::add, Progress.NONE);
            return new Checked(findings, summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Finding> wrong() {
        return findings.stream().filter(finding -> finding.kind().isWrong()).toList();
    }

    List<FindingKind> kinds() {
        return wrong().stream().map(Finding::kind).toList();
    }
}
