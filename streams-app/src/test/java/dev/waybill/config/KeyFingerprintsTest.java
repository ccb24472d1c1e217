package dev.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyFingerprintsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final KeyFingerprints fingerprints =
            new KeyFingerprints(new SecretReferences(Map.of("KEY", KEY, "SHORT", "hunter2hunter2")));
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void fillsInWhatTheSpecLeavesOut() {
        // When
        ExportSpec completed = complete("{ kind: truncate-ip }", "{ kind: hash, field: user, key: \"${env:KEY}\" }");

        // Then
        assertThat(problems).isEmpty();
        assertThat(completed)
                .isEqualTo(specs(
                                "{ kind: truncate-ip }",
                                "{ kind: hash, field: user, key: \"${env:KEY}\", fingerprint: dee1e554bf8c }")
                        .exports()
                        .get(0));
    }

    @Test
    void leavesARightOneAsItIs() {
        // Given
        String step = "{ kind: hash, field: user, key: \"${env:KEY}\", epoch: a, fingerprint: dee1e554bf8c }";

        // Then
        assertThat(complete(step)).isEqualTo(specs(step).exports().get(0));
        assertThat(problems).isEmpty();
    }

    @Test
    void aNewKeyUnderTheSameNameIsAnotherVersion() {
        // Given
        TenantSpecs specs = specs("{ kind: hash, field: user, key: \"${env:KEY}\" }");

        // When
        TenantSpecs before = fingerprints.complete(specs);
        TenantSpecs after = new KeyFingerprints(reference -> "fedcba9876543210fedcba9876543210").complete(specs);

        // Then
        assertThat(before.exports()).isNotEqualTo(after.exports());
        assertThat(new KeyFingerprints(reference -> KEY).complete(specs).exports())
                .isEqualTo(before.exports());
    }

    @Test
    void anotherOneThanTheSpecStatesIsAProblem() {
        // When
        complete("{ kind: hash, field: user, key: \"${env:KEY}\", fingerprint: 25b34de3e595 }");

        // Then
        assertThat(problems())
                .containsExactly("acme.yaml:6:61 exports[0].redact[0].fingerprint is not the fingerprint of ${env:KEY},"
                        + " which is dee1e554bf8c: \"25b34de3e595\"; if the key is new on purpose, state this fingerprint"
                        + " and a new epoch; else bring the old key back");
    }

    @Test
    void whereTheKeyIsNotAtHandTheSpecIsBelieved() {
        // Given
        String step = "{ kind: hash, field: user, key: \"${env:ELSEWHERE}\", fingerprint: dee1e554bf8c }";

        // Then
        assertThat(complete(step)).isEqualTo(specs(step).exports().get(0));
        assertThat(problems).isEmpty();
    }

    @Test
    void saysHowToGetAFingerprintThatIsNowhere() {
        // When
        complete("{ kind: hash, field: user, key: \"${env:ELSEWHERE}\" }");

        // Then
        assertThat(problems())
                .containsExactly("acme.yaml:6:15 exports[0].redact[0] the environment variable ELSEWHERE is not set;"
                        + " set it, or state the key's fingerprint here; where the key is, this prints it:"
                        + " ./waybill hash-keys fingerprint '${env:ELSEWHERE}'");
    }

    @Test
    void aKeyThatIsTooShortIsAProblemWhateverTheSpecStates() {
        // When
        complete("{ kind: hash, field: user, key: \"${env:SHORT}\", fingerprint: dee1e554bf8c }");

        // Then
        assertThat(problems())
                .containsExactly("acme.yaml:6:15 exports[0].redact[0] the secret ${env:SHORT} is shorter than 16 bytes;"
                        + " make one with: openssl rand -hex 32");
    }

    /** It has no version. */
    @Test
    void asksForNoKeyOfAnExportThatIsSwitchedOff() {
        // Given
        TenantSpecs off = withEnabled(Optional.of(false), "{ kind: hash, field: user, key: \"${env:ELSEWHERE}\" }");

        // Then
        assertThat(fingerprints.complete(off).exports()).isEqualTo(off.exports());
    }

    @Test
    void refusesAllAtOnce() {
        assertThatThrownBy(() -> fingerprints.complete(specs(
                        "{ kind: hash, field: user, key: \"${env:ONE}\" }",
                        "{ kind: hash, field: project, key: \"${env:OTHER}\" }")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("ONE is not set")
                .hasMessageContaining("OTHER is not set");
    }

    private ExportSpec complete(String... steps) {
        TenantSpecs specs = specs(steps);
        return fingerprints
                .complete(specs.exports(), specs::place, problems::add)
                .get(0);
    }

    private List<String> problems() {
        return problems.stream()
                .map(problem ->
                        problem.place().position() + " " + problem.place().path() + " " + problem.text())
                .toList();
    }

    private static TenantSpecs specs(String... steps) {
        return withEnabled(Optional.empty(), steps);
    }

    private static TenantSpecs withEnabled(Optional<Boolean> enabled, String... steps) {
        return SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    enabled: %s
                    redact: [ %s ]
                    format: { kind: csv }
                    destination: { kind: file, directory: /var/lib/logs }
                """.formatted(enabled.orElse(true), String.join(", ", steps)));
    }
}
