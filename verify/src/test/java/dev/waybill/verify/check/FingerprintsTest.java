package dev.waybill.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final int MANY = 50_000;

    @Test
    void holdsWhatWasAddedAndNothingElse() {
        Fingerprints fingerprints = new Fingerprints();
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            // Few first words, so that many have the same place.
            fingerprints.add(random.nextInt(1000), random.nextLong());
        }

        Random same = new Random(1);
        for (int i = 0; i < MANY; i++) {
            long first = same.nextInt(1000);
            long second = same.nextLong();
            assertThat(fingerprints.contains(first, second)).isTrue();
            assertThat(fingerprints.contains(first, second + 1)).isFalse();
        }
        assertThat(fingerprints.contains(0, 0)).isFalse();
    }

    @Test
    void addingTwiceChangesNothing() {
        Fingerprints fingerprints = new Fingerprints();
        for (int i = 0; i < MANY; i++) {
            fingerprints.add(1, 2);
        }

        assertThat(fingerprints.contains(1, 2)).isTrue();
        assertThat(fingerprints.contains(2, 1)).isFalse();
    }
}
