package dev.waybill.catalog.reign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories of random changes, against an oracle that is a function of event time and knows no list of reigns. */
class RandomReignsTest {
    private static final List<String> KINDS =
            List.of("hourly", "daily", "kolkata", "berlin", "quarter", "night", "kathmandu");
    private static final String NOBODY = "";
    private static final int CHANGES = 30;
    private static final int TIMES = 60;

    /** Around both changes of the clocks. */
    private static final Instant BEGIN = Instant.parse("2026-03-05T00:00:00Z");

    private final Map<String, Schedule> schedules = new HashMap<>();

    static Stream<Integer> seeds() {
        return IntStream.range(0, 150).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyEventIsRuledByExactlyTheVersionThatReigned(int seed) {
        // Given
        Random random = new Random(seed);
        Function<Instant, String> oracle = time -> NOBODY;
        Reigns reigns = Reigns.NONE;
        Duration lead = Duration.ofSeconds(random.nextInt(600));
        Instant a = BEGIN;
        List<Instant> times = new ArrayList<>();

        for (int i = 0; i < CHANGES; i++) {
            a = a.plusMillis(random.nextInt(4) == 0 ? random.nextInt(600_000) : random.nextInt(40 * 3_600_000));
            lead = random.nextInt(10) == 0 ? lead.plusSeconds(random.nextInt(600)) : lead;
            Instant notBefore = a.plus(lead);
            String wish = wish(random);
            Reigns before = reigns;

            // When
            reigns = wish.equals(NOBODY)
                    ? reigns.ended(Ending.REMOVED, new Change("ops", a, ""), notBefore, this::schedule)
                    : reigns.changedTo(wish, new Change("ops", a, ""), notBefore, this::schedule);
            oracle = after(oracle, wish, notBefore);

            // Then
            times.addAll(timesAround(random, a, reigns));
            for (Instant time : times) {
                assertThat(version(reigns, time))
                        .as("seed %s at %s", seed, time)
                        .isEqualTo(oracle.apply(time));
                if (time.isBefore(notBefore)) {
                    assertThat(version(reigns, time)).as("decided before").isEqualTo(version(before, time));
                }
            }
            assertThat(reigns.lastVersion().orElse(NOBODY)).isEqualTo(wish);
            times.subList(0, Math.max(0, times.size() - TIMES)).clear();
        }
        assertThatWindowsAreWhole(reigns);
    }

    /** What rules at A + lead goes on ruling up to its next edge, then the wish rules for ever. */
    private Function<Instant, String> after(Function<Instant, String> before, String wish, Instant notBefore) {
        String ruling = before.apply(notBefore);
        String schedule = ruling.equals(NOBODY) ? wish : ruling;
        Instant from = schedule.equals(NOBODY) ? notBefore : schedule(schedule).edgeAtOrAfter(notBefore);
        return time -> time.isBefore(notBefore) ? before.apply(time) : time.isBefore(from) ? ruling : wish;
    }

    private void assertThatWindowsAreWhole(Reigns reigns) {
        for (Reign reign : reigns.list()) {
            if (!(reigns.at(Micros.of(reign.from())) instanceof Ruled ruled)) {
                continue;
            }
            Schedule schedule = schedule(ruled.version());
            Instant until = ruled.until().orElse(ruled.from().plus(Duration.ofDays(3)));
            Instant next = ruled.from();
            for (int i = 0; i < 200 && next.isBefore(until); i++) {
                Window scheduled = schedule.windowAt(Micros.of(next));
                Window window = ruled.window(scheduled);
                assertThat(window.start()).isEqualTo(next);
                assertThat(window.end()).as("an edge of its own schedule").isEqualTo(scheduled.end());
                next = window.end();
            }
            assertThat(ruled.until().filter(end -> !schedule.edgeAtOrAfter(end).equals(end)))
                    .as("a reign ends at an edge of its own schedule")
                    .isEmpty();
        }
    }

    private static List<Instant> timesAround(Random random, Instant a, Reigns reigns) {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            times.add(a.plusMillis(random.nextInt(3 * 86_400_000) - 86_400_000L));
        }
        reigns.last().map(Reign::from).ifPresent(from -> {
            times.add(from);
            times.add(from.minusNanos(1000));
        });
        return times;
    }

    private static String wish(Random random) {
        return random.nextInt(6) == 0 ? NOBODY : KINDS.get(random.nextInt(KINDS.size())) + "-" + random.nextInt(3);
    }

    private static String version(Reigns reigns, Instant time) {
        return reigns.at(Micros.of(time)) instanceof Ruled ruled ? ruled.version() : NOBODY;
    }

    private Schedule schedule(String version) {
        return schedules.computeIfAbsent(version, ReignsTest::schedule);
    }
}
