package dev.waybill.catalog.key;

import dev.waybill.contract.ExportId;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.redaction.KeyFingerprint;
import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.kind.redaction.RedactionSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What keys must not be mixed up, so that an epoch says truly which pseudonyms belong together: in one tenant an epoch has one
 * key and a key one epoch, and no two tenants have the same key. Looks at everything that the catalog holds, and at what is
 * wished.
 */
public final class KeyRules {
    /** By tenant and epoch. */
    private final Map<String, Map<String, KeyFingerprint>> keys = new HashMap<>();
    /** By tenant and key. */
    private final Map<String, Map<KeyFingerprint, String>> epochs = new HashMap<>();

    private final Map<KeyFingerprint, String> owners = new HashMap<>();

    private KeyRules() {}

    /**
     * What is wrong with the keys of the wished exports. Keys without a fingerprint are passed over.
     *
     * @param catalog what uses keys already
     * @param wished with fingerprints
     * @param places where a value of an export stands; its second argument is the path below the export
     * @throws dev.waybill.spec.yaml.SpecException if a wished export has a redaction that is none
     */
    public static List<Problem> problems(
            KeyUses catalog, List<ExportSpec> wished, BiFunction<ExportId, String, Place> places) {
        KeyRules rules = new KeyRules();
        catalog.list().forEach(use -> rules.take(use.tenant(), use.key()));
        List<Problem> problems = new ArrayList<>();
        for (ExportSpec export : wished) {
            List<RedactionSpec> steps = ExportKinds.redactions(export);
            for (int i = 0; i < steps.size(); i++) {
                Optional<KeyReference> key = steps.get(i).keyReference();
                if (key.isPresent()) {
                    Place step = places.apply(export.exportId(), "redact[" + i + "]");
                    rules.problem(export.exportId().tenant(), key.get(), step).ifPresent(problems::add);
                    rules.take(export.exportId().tenant(), key.get());
                }
            }
        }
        return problems;
    }

    private Optional<Problem> problem(String tenant, KeyReference key, Place step) {
        return key.fingerprint()
                .flatMap(fingerprint -> ofAnother(tenant, key, fingerprint, step)
                        .or(() -> key.epoch().flatMap(epoch -> mixedUp(tenant, epoch, fingerprint, step))));
    }

    private Optional<Problem> ofAnother(String tenant, KeyReference key, KeyFingerprint fingerprint, Place step) {
        return Optional.ofNullable(owners.get(fingerprint))
                .filter(owner -> !owner.equals(tenant))
                .map(owner -> Problem.at(
                                step.key("key"),
                                key.reference() + " (fingerprint " + fingerprint + ") is the key of tenant " + owner
                                        + " too")
                        .hint("make a key for each tenant: with one key their pseudonyms are the same"));
    }

    private Optional<Problem> mixedUp(String tenant, String epoch, KeyFingerprint fingerprint, Place step) {
        Place place = step.key("epoch");
        KeyFingerprint before = keys.getOrDefault(tenant, Map.of()).get(epoch);
        if (before != null && !before.equals(fingerprint)) {
            return Optional.of(Problem.at(
                            place,
                            "is the epoch of the key with fingerprint " + before + ", and this key has " + fingerprint)
                    .value(epoch)
                    .hint("name a new epoch for the new key, or bring the old key back"));
        }
        String other = epochs.getOrDefault(tenant, Map.of()).get(fingerprint);
        if (other != null && !other.equals(epoch)) {
            return Optional.of(Problem.at(place, "has the key of epoch " + other + " (fingerprint " + fingerprint + ")")
                    .value(epoch)
                    .hint("a new epoch needs a new key: openssl rand -hex 32"));
        }
        return Optional.empty();
    }

    private void take(String tenant, KeyReference key) {
        key.fingerprint().ifPresent(fingerprint -> {
            owners.putIfAbsent(fingerprint, tenant);
            key.epoch().ifPresent(epoch -> {
                keys.computeIfAbsent(tenant, any -> new HashMap<>()).putIfAbsent(epoch, fingerprint);
                epochs.computeIfAbsent(tenant, any -> new HashMap<>()).putIfAbsent(fingerprint, epoch);
            });
        });
    }
}
