package dev.waybill.catalog.key;

import static dev.waybill.catalog.TestSpecs.allOf;
import static dev.waybill.catalog.TestSpecs.export;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.plan.PlannedCatalog;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Place;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRulesTest {
    private final PlannedCatalog catalog = new PlannedCatalog();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "epoch: a, fingerprint: aaaaaaaaaaaa | epoch: a, fingerprint: aaaaaaaaaaaa | -",
                "epoch: a, fingerprint: aaaaaaaaaaaa | epoch: b, fingerprint: bbbbbbbbbbbb | -",
                "epoch: a, fingerprint: aaaaaaaaaaaa | fingerprint: bbbbbbbbbbbb | -",
                "fingerprint: aaaaaaaaaaaa | epoch: a, fingerprint: aaaaaaaaaaaa | -",
                "fingerprint: aaaaaaaaaaaa | fingerprint: bbbbbbbbbbbb | -",
                "epoch: a | epoch: a | -",
                "epoch: a, fingerprint: aaaaaaaaaaaa | epoch: a, fingerprint: bbbbbbbbbbbb | redact[0].epoch is the epoch of"
                        + " the key with fingerprint aaaaaaaaaaaa, and this key has bbbbbbbbbbbb: \"a\"; name a new epoch"
                        + " for the new key, or bring the old key back",
                "epoch: a, fingerprint: aaaaaaaaaaaa | epoch: b, fingerprint: aaaaaaaaaaaa | redact[0].epoch has the key of"
                        + " epoch a (fingerprint aaaaaaaaaaaa): \"b\"; a new epoch needs a new key: openssl rand -hex 32"
            })
    void anEpochHasOneKeyAndAKeyOneEpoch(String before, String after, String problem) {
        // Given
        catalog.apply(allOf(hash("acme", "downloads", before)));
        catalog.pass(Duration.ofDays(400));

        // When
        List<String> changed = problems(hash("acme", "downloads", after));
        List<String> beside =
                new KeyRulesTest().problems(hash("acme", "audit", before), hash("acme", "downloads", after));

        // Then
        assertThat(changed).isEqualTo(problem == null ? List.of() : List.of(problem));
        assertThat(beside).isEqualTo(changed);
    }

    @Test
    void noTwoTenantsHaveOneKey() {
        // Given
        catalog.apply(allOf(hash("acme", "downloads", "epoch: a, fingerprint: aaaaaaaaaaaa")));

        // When
        List<String> problems = problems(
                hash("acme", "audit", "epoch: a, fingerprint: aaaaaaaaaaaa"),
                hash("beta", "downloads", "epoch: a, fingerprint: aaaaaaaaaaaa"),
                hash("gamma", "downloads", "epoch: a, fingerprint: cccccccccccc"));

        // Then
        assertThat(problems)
                .containsExactly("redact[0].key ${env:KEY} (fingerprint aaaaaaaaaaaa) is the key of tenant acme too;"
                        + " make a key for each tenant: with one key their pseudonyms are the same");
    }

    private List<String> problems(ExportSpec... wished) {
        return KeyRules.problems(
                        KeyUses.of(catalog.snapshot()), List.of(wished), (id, below) -> Place.of(id.toString(), below))
                .stream()
                .map(problem -> problem.place().path() + " " + problem.text())
                .toList();
    }

    private static ExportSpec hash(String tenant, String export, String key) {
        return export(tenant, export, "redact: [{kind: hash, field: user, key: '${env:KEY}', " + key + "}]");
    }
}
