package dev.waybill.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FormatName;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.OutputFormat;
import dev.waybill.format.WrittenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * No redacted value is in any row of any format, and nothing is lost that only resembles one. Events are made at random: a
 * value in some script, an address or a number; texts in which it stands in other letters, encodings and spellings, between
 * all kinds of separators, beside words that contain it. Each of them says what must be left of it, and a reader that knows
 * nothing of the search looks for the value in what the formats write.
 *
 * <p>{@code -Dleak.events=250000} for the long form; {@code -Dleak.seed=} and the seed of a failure to repeat it.
 */
class LeakTest {
    private static final int EVENTS = Integer.getInteger("leak.events", 4_000);
    private static final long SEED = Long.getLong("leak.seed", System.nanoTime());
    private static final int BATCH = 200;

    @Test
    void aRedactedValueReachesNobodyAndNothingElseIsLost() {
        System.out.println("leak test: -Dleak.events=" + EVENTS + " -Dleak.seed=" + SEED);
        List<LeakEvent> batch = new ArrayList<>();
        int changed = 0;
        for (int i = 0; i < EVENTS; i++) {
            // Given
            LeakEvent event = LeakEvent.random(new Random(SEED + i));

            // When
            List<String> wrong = event.redact();

            // Then
            assertThat(wrong).as("seed %d: %s", SEED + i, event).isEmpty();
            event.dropFacts();
            batch.add(event);
            changed += event.hasChanged() ? 1 : 0;
            if (batch.size() == BATCH || i == EVENTS - 1) {
                assertNoRowHoldsAValue(batch, i - batch.size() + 1);
                batch.clear();
            }
        }
        // The test looked at something.
        assertThat(changed).isGreaterThan(EVENTS / 2);
    }

    private static void assertNoRowHoldsAValue(List<LeakEvent> events, int first) {
        for (EventType type : List.of(LeakEvent.DOWNLOAD, LeakEvent.AUDIT)) {
            List<LeakEvent> ofType = events.stream()
                    .filter(event -> event.event().type() == type)
                    .toList();
            List<Event> written = ofType.stream().map(LeakEvent::event).toList();
            for (OutputFormat format : WrittenRows.formats()) {
                if (!WrittenRows.fits(format, type)) {
                    continue;
                }
                List<String> rows = WrittenRows.of(format, type, written);
                for (int i = 0; i < rows.size(); i++) {
                    LeakEvent event = ofType.get(i);
                    if (format.spec().name() == FormatName.CEF && !event.isShort()) {
                        continue;
                    }
                    String row = rows.get(i);
                    assertThat(event.secret().isIn(row))
                            .as(
                                    "seed %d: %s in %s: %s",
                                    SEED + first + events.indexOf(event),
                                    event,
                                    format.spec().name(),
                                    row)
                            .isFalse();
                }
            }
        }
    }
}
