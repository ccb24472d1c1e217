package dev.waybill.kind.redaction;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import java.util.List;
import java.util.Optional;

/**
 * Replaces a value by its keyed hash.
 *
 * @param field as for {@link DropFieldSpec}; leaves of a structure that do not hold text are dropped
 * @param key reference to the tenant's secret, <code>${env:NAME}</code> or <code>${file:/path}</code>; never the secret
 *     itself
 * @param epoch how people call the time in which this key is used
 * @param fingerprint of the key that is meant, see {@link KeyFingerprint}
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record HashSpec(
        String field, String key, Optional<String> epoch, Optional<String> fingerprint, PartOfName partOfName)
        implements RedactionSpec {
    public static final Optional<String> DEFAULT_EPOCH = Optional.empty();
    public static final Optional<String> DEFAULT_FINGERPRINT = Optional.empty();
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;

    public HashSpec {
        new FieldPath(field);
        reference(key, epoch, fingerprint);
    }

    /** With a key of which nothing is known but where it is. */
    public HashSpec(String field, String key, PartOfName partOfName) {
        this(field, key, DEFAULT_EPOCH, DEFAULT_FINGERPRINT, partOfName);
    }

    @Override
    public Optional<KeyReference> keyReference() {
        return Optional.of(reference(key, epoch, fingerprint));
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return new FieldPath(field).problemsAsText(events);
    }

    private static KeyReference reference(String key, Optional<String> epoch, Optional<String> fingerprint) {
        return new KeyReference(key, epoch, fingerprint.map(KeyFingerprint::new));
    }
}
