package dev.waybill.kind.redaction;

import dev.waybill.kind.family.KindOptions;
import java.util.Optional;

/** One thing that files of an export must not show, and what stands in its place. */
public sealed interface RedactionSpec extends KindOptions
        permits DropFieldSpec, DropGroupSpec, HashSpec, MaskSpec, TruncateIpSpec {
    /**
     * The key of its pseudonyms; empty for a kind that makes none. A kind with a key has the options {@code key},
     * {@code epoch} and {@code fingerprint}, as {@link HashSpec} has them.
     */
    default Optional<KeyReference> keyReference() {
        return Optional.empty();
    }
}
