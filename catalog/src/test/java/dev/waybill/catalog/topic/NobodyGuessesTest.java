package dev.waybill.catalog.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.TestSpecs;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.reign.Ruling;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Readers whose clocks differ, that look when they please and begin anew, and writers that hang with their change
 * written and not committed: whatever a reader holds for decided stays so, in every later catalog.
 */
class NobodyGuessesTest {
    private static final List<String> SCHEDULES = List.of("hourly", "\"* * * * *\"", "\"*/5 * * * *\"");
    private static final List<String> TENANTS = List.of("acme", "beta");
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int STEPS = 60;

    static Stream<Integer> seeds() {
        return IntStream.range(0, 40).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsDecidedStaysDecided(int seed) {
        // Given
        Random random = new Random(seed);
        SimulatedTopic topic = new SimulatedTopic("2026-03-04T05:10:00Z");
        WrittenCatalog catalog = new WrittenCatalog(topic);
        List<CatalogReader> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(catalog.reader(Duration.ofSeconds(random.nextInt(61) - 30)));
        }
        List<Decided> decided = new ArrayList<>();

        // When
        for (int step = 0; step < STEPS; step++) {
            topic.pass(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 20_000 : 2_400_000)));
            if (random.nextInt(3) == 0) {
                topic.onceBeforeCommit(() -> {
                    look(random, readers, decided);
                    topic.pass(Duration.ofMillis(random.nextInt(19_000)));
                    look(random, readers, decided);
                });
                catalog.apply(wish(random));
            }
            if (random.nextInt(10) == 0) {
                topic.compact();
            }
            if (random.nextInt(20) == 0) {
                readers.set(0, catalog.reader(Duration.ofSeconds(random.nextInt(61) - 30)));
            }
            look(random, readers, decided);
        }

        // Then
        CatalogSnapshot last = catalog.read();
        assertThat(decided).hasSizeGreaterThan(STEPS);
        for (Decided one : decided) {
            assertThat(holder(last.rule(one.export(), one.micros())))
                    .as("seed %s: %s", seed, one)
                    .isEqualTo(one.holder());
        }
    }

    /** Asks for rulings just below what is decided, where an error would show. */
    private static void look(Random random, List<CatalogReader> readers, List<Decided> decided) {
        for (CatalogReader reader : readers) {
            if (random.nextBoolean()) {
                reader.look();
            }
            Knowledge known = reader.knowledge();
            if (known.snapshot().settings().isEmpty()) {
                continue;
            }
            for (String tenant : TENANTS) {
                ExportId export = new ExportId(tenant, "downloads");
                long micros =
                        known.decidedBefore() - 1 - random.nextInt(random.nextBoolean() ? 40 : 400) * MICROS_PER_SECOND;
                assertThat(known.isDecided(micros)).isTrue();
                decided.add(new Decided(export, micros, holder(known.snapshot().rule(export, micros))));
            }
        }
    }

    private static Wish wish(Random random) {
        List<ExportSpec> exports = new ArrayList<>();
        for (String tenant : TENANTS) {
            if (random.nextInt(5) > 0) {
                exports.add(TestSpecs.export(
                        tenant,
                        "downloads",
                        "schedule: { every: " + SCHEDULES.get(random.nextInt(SCHEDULES.size())) + " }",
                        "part-size: " + (random.nextInt(3) + 1) + "MiB"));
            }
        }
        return TestSpecs.allOf(exports.toArray(ExportSpec[]::new));
    }

    /** A version, or nobody: why nobody rules may become known better later. */
    private static String holder(Ruling ruling) {
        assertThat(ruling).isNotEqualTo(Unruled.UNDECIDABLE);
        return ruling instanceof Ruled ruled ? ruled.version() : "nobody";
    }

    private record Decided(ExportId export, long micros, String holder) {}
}
