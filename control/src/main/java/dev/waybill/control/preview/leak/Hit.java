package dev.waybill.control.preview.leak;

/**
 * That a hidden value stands in a row.
 *
 * @param place the column or path, see {@link dev.waybill.control.rows.Cell}
 * @param count how often it stands there so
 */
public record Hit(HiddenValue value, Spelling spelling, String place, int count) {}
