package dev.waybill.control.doctor.check;

/** Whether an export is in the catalog as it is looked at. */
public enum Stage {
    /** It is planned: topics and connectors may still be to come, and its tenant may have no external id yet. */
    PLANNED,
    APPLIED
}
