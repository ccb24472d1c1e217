package dev.waybill.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.verify.DeliveredPlace;
import dev.waybill.verify.receipt.Issuing.Delivered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random changes of a delivered place, one for each of its exports at a time: each is found and named. More of them:
 * {@code -Dtampering.rounds=N}.
 */
class TamperingTest {
    private static final int ROUNDS = Integer.getInteger("tampering.rounds", 800);

    private final DeliveredPlace delivered = DeliveredPlace.make();

    @Test
    void findsNothingInAnUntouchedPlace() {
        Checked checked = Checked.of(delivered.objects());

        assertThat(checked.wrong()).isEmpty();
        assertThat(checked.summary().isClean()).isTrue();
        assertThat(checked.summary().receipts()).isEqualTo(delivered.log().size() + 2);
    }

    @Test
    void findsAndNamesEveryChange() {
        Map<String, List<Delivered>> byExport = delivered.log().stream()
                .collect(Collectors.groupingBy(Delivered::export, TreeMap::new, Collectors.toList()));
        int changes = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            // Given
            Random random = new Random(seed);
            int round = seed;
            TreeMap<String, byte[]> objects = delivered.objects();
            List<Tampering> made = new ArrayList<>();
            for (List<Delivered> ofExport : byExport.values()) {
                Tampering.Change change = Tampering.Change.values()[random.nextInt(Tampering.Change.values().length)];
                Tampering.make(change, objects, ofExport, random).ifPresent(made::add);
            }

            // When
            List<Finding> wrong = Checked.of(objects).wrong();

            // Then
            for (Tampering tampering : made) {
                changes++;
                assertThat(tampering.expected())
                        .isNotEmpty()
                        .allSatisfy(expected -> assertThat(wrong)
                                .as("seed %d: %s", round, tampering.what())
                                .anyMatch(expected::isMetBy));
            }
        }
        assertThat(changes).isGreaterThan(ROUNDS * 2);
    }
}
