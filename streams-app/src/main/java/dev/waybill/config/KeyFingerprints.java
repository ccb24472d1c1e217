package dev.waybill.config;

import dev.waybill.columns.EventLeaves;
import dev.waybill.contract.ExportId;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.redaction.KeyFingerprint;
import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.kind.redaction.RedactionSpec;
import dev.waybill.redact.HashKey;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Completes specs, before they go into the catalog, with the fingerprints of the keys that they refer to. So another key is
 * another version, and a process that has another key than was meant finds out.
 */
public final class KeyFingerprints {
    private static final String OPTION = "fingerprint";

    private final SecretLookup secrets;

    /** @param secrets those of the machine that this runs on; it need not have all, or any */
    public KeyFingerprints(SecretLookup secrets) {
        this.secrets = secrets;
    }

    /**
     * The exports, each enabled one with the fingerprints of all its keys. Those that a spec states already are compared
     * where the key is at hand, and believed where it is not. What cannot be completed stays as it is and is a problem; so
     * does a step that is wrong otherwise, which others report.
     *
     * @param places where a value of an export stands; its second argument is the path below the export
     */
    public List<ExportSpec> complete(
            List<ExportSpec> exports, BiFunction<ExportId, String, Place> places, Consumer<Problem> problems) {
        return exports.stream()
                .map(export -> export.enabled() ? complete(export, places, problems) : export)
                .toList();
    }

    /**
     * The same of all exports there are.
     *
     * @throws SpecException with all problems, if there is one
     */
    public TenantSpecs complete(TenantSpecs specs) {
        List<Problem> problems = new ArrayList<>();
        List<ExportSpec> exports = complete(specs.exports(), specs::place, problems::add);
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return specs.with(exports);
    }

    private ExportSpec complete(
            ExportSpec export, BiFunction<ExportId, String, Place> places, Consumer<Problem> problems) {
        EventLeaves events = EventLeaves.of(export.source());
        List<KindSpec> steps = new ArrayList<>();
        for (int i = 0; i < export.redact().size(); i++) {
            KindSpec step = export.redact().get(i);
            String below = "redact[" + i + "]";
            Optional<KeyReference> key = ExportKinds.REDACTIONS
                    .read(step, events, Place.of("", below), reported -> {})
                    .flatMap(RedactionSpec::keyReference);
            Place place = places.apply(export.exportId(), below);
            Place stated = places.apply(export.exportId(), below + "." + OPTION);
            steps.add(key.flatMap(reference -> fingerprint(reference, place, stated, problems))
                    .map(fingerprint -> step.with(OPTION, fingerprint.hex()))
                    .orElse(step));
        }
        return export.withRedact(steps);
    }

    private Optional<KeyFingerprint> fingerprint(
            KeyReference reference, Place step, Place stated, Consumer<Problem> problems) {
        String secret;
        try {
            secret = secrets.secret(reference.reference());
        } catch (IllegalArgumentException e) {
            if (reference.fingerprint().isEmpty()) {
                problems.accept(unknown(reference, Problem.of(step, String.valueOf(e.getMessage()), "")));
            }
            return reference.fingerprint();
        }
        try {
            KeyFingerprint found = HashKey.of(reference.reference(), secret).fingerprint();
            reference
                    .fingerprint()
                    .filter(other -> !other.equals(found))
                    .ifPresent(other -> problems.accept(another(reference, stated, other, found)));
            return reference.fingerprint().or(() -> Optional.of(found));
        } catch (IllegalArgumentException e) {
            problems.accept(Problem.of(step, String.valueOf(e.getMessage()), ""));
            return reference.fingerprint();
        }
    }

    private static Problem unknown(KeyReference reference, Problem missing) {
        String otherwise = "state the key's fingerprint here; where the key is, this prints it:"
                + " ./waybill hash-keys fingerprint '" + reference.reference() + "'";
        return missing.hint(missing.hint().isEmpty() ? otherwise : missing.hint() + ", or " + otherwise);
    }

    private static Problem another(KeyReference reference, Place place, KeyFingerprint stated, KeyFingerprint found) {
        return Problem.at(place, "is not the fingerprint of " + reference.reference() + ", which is " + found)
                .value(stated.hex())
                .hint(
                        "if the key is new on purpose, state this fingerprint and a new epoch; else bring the old key back");
    }
}
