package dev.waybill.control.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.waybill.contract.FormatName;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.kind.format.Compression;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SizingTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void countsRowsObjectsAndReceiptsOfADay() {
        // Given 1000 events a second, of 100 tenants with two exports each, of which one delivers an event
        Expected expected = expected(1_000, 100, 2, 1, HOUR);

        // When
        Map<String, Double> figures = figures(expected);

        // Then
        assertThat(figures)
                .containsEntry("exports", 200.0)
                .containsEntry("rows", 86_400_000.0)
                // 18,000 rows of 61 bytes in a window, below 8 MiB: one object for each of 24 windows
                .containsEntry("objects", 4_800.0)
                .containsEntry("receipts", 4_800.0)
                .containsEntry("puts", 9_600.0)
                .containsEntry("stored", 86_400_000.0 * 61);
    }

    @Test
    void aWindowOfMoreThanAPartHasSeveralObjects() {
        // Given 3,600,000 rows of 61 bytes in a window of the one export: 219,600,000 bytes
        Expected expected = expected(1_000, 1, 1, 1, HOUR);

        // When
        Map<String, Double> figures = figures(expected);

        // Then 27 parts of at most 8 MiB
        assertThat(figures).containsEntry("objects", 24.0 * 27);
    }

    @Test
    void aWindowWithoutEventsHasAReceiptAndNoObject() {
        // Given a tenth of an event for each window
        Expected expected = expected(1_000 * 0.1 / 3_600, 1_000, 1, 1, HOUR);

        // When
        Map<String, Double> figures = figures(expected);

        // Then 1 - e^-0.1 of all windows have an event
        assertThat(figures.get("receipts")).isEqualTo(24_000);
        assertThat(figures.get("objects")).isCloseTo(24_000 * 0.0951626, within(0.1));
    }

    @Test
    void receiptsFollowTheirCadence() {
        assertThat(receipts(ReceiptCadence.WINDOW)).isEqualTo(2_400);
        assertThat(receipts(ReceiptCadence.DAILY)).isEqualTo(100);
        assertThat(receipts(ReceiptCadence.OFF)).isZero();
        assertThat(Expected.Exports.receiptsFor(HOUR)).isEqualTo(ReceiptCadence.WINDOW);
        assertThat(Expected.Exports.receiptsFor(HOUR.minusSeconds(1))).isEqualTo(ReceiptCadence.DAILY);
    }

    private static double receipts(ReceiptCadence cadence) {
        return figures(new Expected(
                        new Expected.Events(100, 1, 400),
                        new Expected.Exports(
                                100, 1, 1, FormatName.CSV, Compression.GZIP, HOUR, Duration.ZERO, 8 << 20, cadence),
                        new Expected.Kept(WEEK, WEEK, Duration.ofDays(1), 3, 1)))
                .get("receipts");
    }

    @Test
    void cpuIsThatOfTheStepsAnEventTakes() {
        // Given windows that end before rows are old enough for the store: of a row nothing but its steps
        Expected expected = expected(1_000, 100, 1, 1, Duration.ofMinutes(1));

        // When
        double micros = figures(expected).get("event-micros");

        // Then reading, the row, CSV, gzip of 283 bytes, SHA-256 of 61
        assertThat(micros).isCloseTo(4.4 + 2.3 + 0.4 + 283 * 0.0165 + 61 * 0.0032, within(1e-9));
    }

    @Test
    void rowsThatGoThroughTheStoreCostMore() {
        double minute =
                figures(expected(1_000, 100, 1, 1, Duration.ofMinutes(1))).get("event-micros");
        double day = figures(expected(1_000, 100, 1, 1, Duration.ofDays(1))).get("event-micros");

        assertThat(day - minute).isCloseTo(283 * 0.0065, within(1e-9));
    }

    @Test
    void threadsAreHalfIdleAtThePeakAndThereAreAtLeastTwoInstances() {
        // When
        Map<String, Double> small = figures(expected(10, 10, 1, 1, HOUR));
        Map<String, Double> large = figures(expected(200_000, 100, 1, 1, HOUR));

        // Then
        assertThat(small)
                .containsEntry("threads", 1.0)
                .containsEntry("instances", 2.0)
                .containsEntry("instance-threads", 1.0)
                .containsEntry("partitions", 12.0);
        // 600,000 events a second at the peak, of 13.8 µs each: 8.3 cores
        assertThat(large)
                .containsEntry("threads", 17.0)
                .containsEntry("instances", 5.0)
                .containsEntry("instance-threads", 4.0)
                .containsEntry("partitions", 60.0);
    }

    @Test
    void stateHoldsTheRowsOfOpenWindowsAndTheIdsOfDeliveredOnes() {
        // Given 1000 rows a second, of one export: 3600 s of 283 bytes are more than a run of 64 MiB
        Map<String, Double> one = figures(expected(1_000, 1, 1, 1, HOUR));
        // and the same of 100 exports, whose windows are smaller than a run
        Map<String, Double> many = figures(expected(1_000, 100, 1, 1, HOUR));

        // Then ids of 25 hours beside what is stored
        double ids = 25 * 3_600 * 1_000 * 20.0;
        assertThat(one.get("state")).isCloseTo(0.30 * (64 << 20) + ids + 25 * 500, within(1.0));
        assertThat(many.get("state")).isCloseTo(0.30 * 3_600 * 1_000 * 283 + ids + 25 * 100 * 500, within(1.0));
    }

    @Test
    void idsAreRememberedLongerThanTheLatenessAsLongAsTheyHaveRoom() {
        // Given hardly any events
        Map<String, Double> figures = figures(expected(0.01, 10, 1, 1, HOUR));

        // Then 32 MiB for each of 12 partitions of both inputs, beside the rows of an hour
        assertThat(figures.get("state")).isCloseTo(24.0 * (32 << 20) + 0.30 * 0.01 * 3_600 * 283, within(1.0));
    }

    @Test
    void disksGrowWithReplicasAndStandbys() {
        // Given
        Expected plain = expected(1_000, 100, 1, 1, HOUR);
        Expected safe =
                new Expected(plain.events(), plain.exports(), new Expected.Kept(WEEK, WEEK, Duration.ofDays(1), 6, 3));

        // When
        Map<String, Double> before = figures(plain);
        Map<String, Double> after = figures(safe);

        // Then three replicas became six, one standby three
        assertThat(after.get("broker-disk")).isCloseTo(2 * before.get("broker-disk"), within(1.0));
        assertThat(after.get("instance-disk")).isCloseTo(2 * before.get("instance-disk"), within(1.0));
        assertThat(after).containsEntry("input", before.get("input")).containsEntry("state", before.get("state"));
    }

    @Test
    void everyFigureIsANumberAndHasANameOfItsOwn() {
        for (FormatName format : FormatName.values()) {
            for (Compression compression : Compression.values()) {
                Expected expected = new Expected(
                        new Expected.Events(5, 3, 400),
                        new Expected.Exports(
                                10_000,
                                2,
                                1,
                                format,
                                compression,
                                HOUR,
                                Duration.ofMinutes(10),
                                8 << 20,
                                ReceiptCadence.WINDOW),
                        new Expected.Kept(WEEK, WEEK, Duration.ofDays(1), 3, 1));

                assertThat(figures(expected).values())
                        .as("%s, %s", format, compression)
                        .allSatisfy(value -> assertThat(value).isPositive().isFinite());
            }
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new Expected.Events(0, 1, 400))
                .hasMessage("--events-per-second must be above 0, at most 10000000");
        assertThatThrownBy(() -> new Expected.Events(1, 0.9, 400)).hasMessage("--peak must be from 1 to 1000");
        assertThatThrownBy(() -> new Expected.Events(Double.NaN, 1, 400)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> expected(1, 10, 2, 3, HOUR))
                .hasMessage("--rows-per-event must be above 0, at most --exports-per-tenant");
        assertThatThrownBy(() -> expected(1, 10, 1, 1, Duration.ofSeconds(59)))
                .hasMessage("--window must be from PT1M to P31D");
        assertThatThrownBy(() -> new Expected.Kept(Duration.ZERO, WEEK, HOUR, 3, 1))
                .hasMessage("--input-retention must be above PT0S, at most P3660D");
    }

    private static Expected expected(double events, int tenants, int exports, double rows, Duration window) {
        return new Expected(
                new Expected.Events(events, 3, 400),
                new Expected.Exports(
                        tenants,
                        exports,
                        rows,
                        FormatName.CSV,
                        Compression.GZIP,
                        window,
                        window.compareTo(HOUR) < 0 ? Duration.ZERO : Duration.ofMinutes(10),
                        8 << 20,
                        ReceiptCadence.WINDOW),
                new Expected.Kept(WEEK, WEEK, Duration.ofDays(1), 3, 1));
    }

    private static Map<String, Double> figures(Expected expected) {
        return Sizing.of(expected).stream()
                .flatMap(section -> section.figures().stream())
                .collect(Collectors.toMap(Figure::name, Figure::value));
    }
}
