package dev.waybill.control.replay;

/** What has become of a replay. */
public enum ReplayStage {
    /** It runs in this process. */
    RUNNING,
    /** It has come to its end, and has left nothing but what it has delivered. */
    DONE,
    /** Somebody has stopped it; it can be gone on with. */
    STOPPED,
    /** An error has ended it; it can be gone on with. */
    FAILED,
    /** It has begun and is not done, and this process does not run it; another one may. */
    UNFINISHED;

    /** Whether somebody has to go on with it: then the cluster knows it, too. */
    boolean canBeGoneOnWith() {
        return this == STOPPED || this == FAILED || this == UNFINISHED;
    }
}
