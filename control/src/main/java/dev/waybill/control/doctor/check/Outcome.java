package dev.waybill.control.doctor.check;

import dev.waybill.contract.YamlName;

/** How a check ended; the worst first. */
public enum Outcome {
    /** Something is wrong, and somebody has to change it. */
    FAILED,
    /** Logs are delivered, but something should be otherwise. */
    WARNING,
    /** Nobody knows: what was asked for was not allowed, or could not be asked. */
    NOT_CHECKED,
    /** It was looked at, and is as it should be. */
    PASSED;

    /** In JSON, metrics and texts. */
    public String word() {
        return YamlName.of(this);
    }
}
