package dev.waybill.kafka.cluster;

/**
 * Something about the cluster that is not as it should be.
 *
 * @param severity whether the application can run all the same
 * @param text what is wrong and what to do
 */
public record StartFinding(Severity severity, String text) {
    /** What a finding means for the start. */
    public enum Severity {
        /** The application cannot start, or would lose or double events. */
        REFUSE,
        /** Some exports wait in state until it is put right; the others are not touched. */
        WARN
    }
}
