package dev.waybill.kind.redaction;

/**
 * What becomes of a redacted value that stands in another text as a part of a longer name, which {@code -}, {@code _} and
 * {@code .} join: {@code bob} in {@code bob-smith}, {@code _bob_} or {@code bob.keys}.
 */
public enum PartOfName {
    /** It is hidden there, too: only letters and digits beside a value make it another one. */
    HIDE,
    /** It stays: the whole name counts as one word. In hosts the dot separates all the same. */
    KEEP
}
