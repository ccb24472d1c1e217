package dev.waybill.kind.redaction;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.spec.ReferenceSyntax;
import java.util.List;

/**
 * Replaces a value by its keyed hash.
 *
 * @param field as for {@link DropFieldSpec}; leaves of a structure that do not hold text are dropped
 * @param key reference to the tenant's secret, <code>${env:NAME}</code> or <code>${file:/path}</code>; never the secret
 *     itself
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record HashSpec(String field, String key, PartOfName partOfName) implements RedactionSpec {
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;

    public HashSpec {
        new FieldPath(field);
        if (!ReferenceSyntax.isReference(key)) {
            throw new IllegalArgumentException(
                    "key must refer to a secret, not hold it; write \"${env:NAME}\" or \"${file:/path}\"");
        }
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return new FieldPath(field).problemsAsText(events);
    }
}
