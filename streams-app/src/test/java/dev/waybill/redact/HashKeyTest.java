package dev.waybill.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.event.Event;
import dev.waybill.event.FieldSet;
import dev.waybill.kind.redaction.HashSpec;
import dev.waybill.kind.redaction.KeyFingerprint;
import dev.waybill.kind.redaction.KeyReference;
import dev.waybill.kind.redaction.PartOfName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashKeyTest {
    private static final String REFERENCE = "${env:ACME_HMAC}";
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    /** What {@code printf %s waybill:hash-key-fingerprint | openssl dgst -sha256 -hmac KEY} begins with. */
    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef0123456789abcdef, dee1e554bf8c",
        "fedcba9876543210fedcba9876543210, 25b34de3e595",
        "0123456789abcdef, 70239a321965"
    })
    void hasTheFingerprintThatOtherToolsMake(String key, String fingerprint) {
        assertThat(HashKey.of(REFERENCE, key).fingerprint())
                .isEqualTo(new KeyFingerprint(fingerprint))
                .hasToString(fingerprint);
    }

    @Test
    void isTheOneThatASpecMeansOrSaysWhichItIs() {
        // Given
        HashKey key = HashKey.of(REFERENCE, KEY);

        // Then
        assertThat(key.checked(meant("dee1e554bf8c"))).isSameAs(key);
        assertThat(key.checked(KeyReference.of(REFERENCE))).isSameAs(key);
        assertThatThrownBy(() -> key.checked(meant("25b34de3e595")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the key ${env:ACME_HMAC} has the fingerprint dee1e554bf8c, but the spec states 25b34de3e595;"
                                + " give this process the key that the spec means, a new key needs a new version of the spec");
    }

    @Test
    void showsNothingOfTheSecret() {
        assertThat(HashKey.of(REFERENCE, KEY)).hasToString("HashKey with fingerprint dee1e554bf8c");
        assertThatThrownBy(() -> HashKey.of(REFERENCE, "0123456789abcde"))
                .hasMessage(
                        "the secret ${env:ACME_HMAC} is shorter than 16 bytes; make one with: openssl rand -hex 32");
    }

    /**
     * Values drawn with repetitions, pseudonyms made by processes that each bind anew: in one epoch two pseudonyms are equal
     * exactly if the values are; in two epochs no pseudonym, and no part of one long enough to be told from chance, is seen twice.
     */
    @Test
    void pseudonymsOfOneEpochBelongTogetherAndThoseOfTwoCannotBeLinked() {
        for (int seed = 0; seed < 20; seed++) {
            // Given
            Random random = new Random(seed);
            String first = secret(random);
            String second = secret(random);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                values.add("user-" + random.nextInt(20));
            }

            // When
            List<String> before = pseudonyms(values, "a", first);
            List<String> restarted = pseudonyms(values, "a", first);
            List<String> after = pseudonyms(values, "b", second);

            // Then
            assertThat(restarted).as("seed %d", seed).isEqualTo(before);
            assertThat(Set.copyOf(before)).hasSameSizeAs(Set.copyOf(values));
            for (int i = 0; i < values.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(before.get(i).equals(before.get(j)))
                            .isEqualTo(values.get(i).equals(values.get(j)));
                }
            }
            assertThat(pieces(after)).as("seed %d", seed).doesNotContainAnyElementsOf(pieces(before));
        }
    }

    /** So it says no more of the key than a pseudonym does. */
    @Test
    void theFingerprintIsThePseudonymOfAFixedTextAlone() {
        for (int seed = 0; seed < 20; seed++) {
            String secret = secret(new Random(seed));
            String fingerprint = HashKey.of(REFERENCE, secret).fingerprint().hex();

            assertThat(secret).doesNotContain(fingerprint);
            assertThat(pseudonyms(List.of(KeyFingerprint.TEXT), "a", secret))
                    .singleElement()
                    .asString()
                    .startsWith(fingerprint);
        }
    }

    /** As a process makes them that was given the secret of this epoch. */
    private static List<String> pseudonyms(List<String> values, String epoch, String secret) {
        KeyFingerprint fingerprint = HashKey.of(REFERENCE, secret).fingerprint();
        HashSpec spec = new HashSpec(
                "user.username", REFERENCE, Optional.of(epoch), Optional.of(fingerprint.hex()), PartOfName.HIDE);
        Redactor redactor = Redactor.compile(
                List.of(new Hash(spec)), TestEvents.DOWNLOAD, FieldSet.all(TestEvents.DOWNLOAD), reference -> secret);
        List<String> pseudonyms = new ArrayList<>();
        for (String value : values) {
            Event event = TestEvents.event(TestEvents.DOWNLOAD, Map.of("user.username", value));
            assertThat(redactor.redact(event)).isTrue();
            pseudonyms.add(String.valueOf(TestEvents.values(event).get("user.username")));
        }
        return pseudonyms;
    }

    /** All runs of 12 digits: 48 bits, which a few thousand of them do not share by chance. */
    private static Set<String> pieces(List<String> pseudonyms) {
        Set<String> pieces = new HashSet<>();
        for (String pseudonym : pseudonyms) {
            for (int i = 0; i + 12 <= pseudonym.length(); i++) {
                pieces.add(pseudonym.substring(i, i + 12));
            }
        }
        return pieces;
    }

    private static String secret(Random random) {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    private static KeyReference meant(String fingerprint) {
        return new KeyReference(REFERENCE, Optional.empty(), Optional.of(new KeyFingerprint(fingerprint)));
    }
}
