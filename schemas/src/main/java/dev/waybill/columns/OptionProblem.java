package dev.waybill.columns;

/**
 * Something wrong with an option of a format, for the list of problems of a spec.
 *
 * @param option its YAML name, {@code columns}; {@code kind} where the format as a whole does not fit
 * @param value what was given
 * @param message what is wrong with it
 * @param hint what to do
 */
public record OptionProblem(String option, String value, String message, String hint) {}
