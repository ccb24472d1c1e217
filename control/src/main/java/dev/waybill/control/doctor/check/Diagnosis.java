package dev.waybill.control.doctor.check;

import java.util.Optional;

/**
 * What a check has found.
 *
 * @param finding in one sentence
 * @param advice what to change, or what would be needed to look; empty only if it has passed
 * @param correction the statement and document to change, where it is one of the tenant's
 */
public record Diagnosis(Outcome outcome, String finding, String advice, Optional<Correction> correction) {
    public Diagnosis {
        if (finding.isBlank() || advice.isBlank() != (outcome == Outcome.PASSED)) {
            throw new IllegalArgumentException("what has not passed needs a finding and an advice");
        }
    }

    public static Diagnosis passed(String finding) {
        return new Diagnosis(Outcome.PASSED, finding, "", Optional.empty());
    }

    public static Diagnosis warning(String finding, String advice) {
        return new Diagnosis(Outcome.WARNING, finding, advice, Optional.empty());
    }

    public static Diagnosis failed(String finding, String advice) {
        return new Diagnosis(Outcome.FAILED, finding, advice, Optional.empty());
    }

    /** @param needed what would have to be there to look */
    public static Diagnosis notChecked(String finding, String needed) {
        return new Diagnosis(Outcome.NOT_CHECKED, finding, needed, Optional.empty());
    }

    Diagnosis correctedBy(Optional<Correction> document) {
        return new Diagnosis(outcome, finding, advice, document);
    }
}
