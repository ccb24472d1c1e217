package dev.waybill.control.doctor;

import dev.waybill.control.doctor.check.Diagnosis;

/**
 * What one check has found of one export; a check may find several things.
 *
 * @param check its id
 */
public record CheckResult(String check, Diagnosis diagnosis) {}
