package dev.waybill.kind.redaction;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ReferenceSyntax;
import java.util.Optional;

/**
 * Which key pseudonyms are made with, as a spec says it. Never the key itself.
 *
 * @param reference to the secret, <code>${env:NAME}</code> or <code>${file:/path}</code>
 * @param epoch how people call the time in which the key is used; empty if the spec does not say. Pseudonyms of one epoch
 *     belong together, those of two cannot be linked
 * @param fingerprint of the key that is meant; empty if the spec does not say
 */
public record KeyReference(String reference, Optional<String> epoch, Optional<KeyFingerprint> fingerprint) {
    public KeyReference {
        if (!ReferenceSyntax.isReference(reference)) {
            throw new IllegalArgumentException(
                    "key must " + ReferenceSyntax.fault(reference) + "; " + ReferenceSyntax.advice(reference));
        }
        epoch.ifPresent(KeyReference::requireEpoch);
    }

    /** A key of which nothing is known but where it is. */
    public static KeyReference of(String reference) {
        return new KeyReference(reference, Optional.empty(), Optional.empty());
    }

    /** The epoch's name, or what stands for it: the fingerprint, or the reference if there is none either. */
    public String name() {
        return epoch.or(() -> fingerprint.map(KeyFingerprint::hex)).orElse(reference);
    }

    private static void requireEpoch(String epoch) {
        if (!ExportId.isValid(epoch)) {
            throw new IllegalArgumentException(
                    "epoch must be " + ExportId.SYNTAX_IN_WORDS + "; name it, such as 2026-a");
        }
        if (KeyFingerprint.isFingerprint(epoch)) {
            throw new IllegalArgumentException("epoch must not look like a fingerprint; name it, such as 2026-a");
        }
    }
}
