package dev.waybill.kind.layout;

import dev.waybill.contract.YamlName;

/** What a template can have in braces beside the window's start and the option {@code region}: a property of the part. */
public enum Placeholder {
    TENANT("x".repeat(63)),
    EXPORT("x".repeat(63)),
    SOURCE("download"),
    /** The part's number. */
    PART("99999"),
    CONFIG_VERSION("0".repeat(12)),
    /** How the format ends names. */
    EXTENSION(".parquet.zst"),
    /** What no other part's name has. */
    UNIQUE(TENANT.longest + "-" + EXPORT.longest + "-20260304T050607Z-late-20260304T050607Z-p99999-99999-"
            + CONFIG_VERSION.longest),
    /** {@link #UNIQUE} with the extension. */
    FILE(UNIQUE.longest + EXTENSION.longest);

    private final String longest;

    Placeholder(String longest) {
        this.longest = longest;
    }

    /** As between the braces. */
    public String word() {
        return YamlName.of(this);
    }

    /** An example that is as long as one can be. */
    public String longest() {
        return longest;
    }

    boolean isUnique() {
        return this == UNIQUE || this == FILE;
    }
}
