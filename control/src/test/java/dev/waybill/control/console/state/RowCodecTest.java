package dev.waybill.control.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    private static final long FIRST = 1_772_600_400L;

    @Test
    void whatIsPackedComesBackAsItWas() {
        // Given
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<WindowRow> rows = rows(random, 1 + random.nextInt(80));

            // When
            List<WindowRow> back = RowCodec.unpack(RowCodec.pack(rows), rows.size());

            // Then
            assertThat(back.stream().map(RowCodecTest::members).toList())
                    .isEqualTo(rows.stream().map(RowCodecTest::members).toList());
        }
    }

    /** What the bound on memory is made of. */
    @Test
    void anOrdinaryWindowTakesAFewBytes() {
        // Given
        List<WindowRow> busy = new ArrayList<>();
        List<WindowRow> quiet = new ArrayList<>();
        for (int hour = 0; hour < 64; hour++) {
            WindowRow row = new WindowRow(FIRST + hour * 3600L, FIRST + (hour + 1) * 3600L);
            row.touched = row.end + 700;
            row.receiptUntil = row.end;
            row.deliveriesFrom = 4_000_000L + hour * 9_000L;
            row.deliveriesTo = row.deliveriesFrom + 40;
            quiet.add(row);
            WindowRow full = new WindowRow(row.start, row.end);
            full.set(WindowRow.RECORDED);
            full.touched = row.touched;
            full.receiptUntil = row.end;
            full.deliveriesFrom = row.deliveriesFrom;
            full.deliveriesTo = row.deliveriesTo;
            full.ledgerFrom = 9_000_000L + hour * 30_000L;
            full.ledgerTo = full.ledgerFrom + 2;
            full.delivered = 25_000;
            full.filtered = 1_200;
            full.parts = 1;
            full.arrived = 1;
            full.bytes = 3_000_000;
            full.arrivedAt = full.end + 680;
            busy.add(full);
        }

        // Then
        assertThat(RowCodec.pack(busy).length / 64).isBetween(25, 40);
        assertThat(RowCodec.pack(quiet).length / 64).isBetween(8, 16);
    }

    /** All of them, so that one that is added later is not forgotten. */
    private static List<Object> members(WindowRow row) {
        return Stream.of(WindowRow.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return field.get(row);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static List<WindowRow> rows(Random random, int count) {
        List<WindowRow> rows = new ArrayList<>();
        long start = FIRST;
        for (int i = 0; i < count; i++) {
            start += 1 + random.nextInt(90_000);
            rows.add(row(random, start));
        }
        return rows;
    }

    private static WindowRow row(Random random, long start) {
        WindowRow row = new WindowRow(start, start + 1 + random.nextInt(90_000));
        row.touched = row.end + random.nextInt(5_000_000) - 1_000_000;
        row.set(random.nextInt(16));
        row.receiptUntil = random.nextBoolean() ? 0 : row.end + random.nextInt(3) * 3600L - 1;
        if (random.nextBoolean()) {
            row.deliveriesFrom = any(random);
            row.deliveriesTo = row.deliveriesFrom + 1 + random.nextInt(20_000);
        }
        if (random.nextBoolean()) {
            row.set(WindowRow.RECORDED);
            row.delivered = any(random);
            row.filtered = any(random);
            row.duplicate = any(random);
            row.withheld = any(random);
            row.late = any(random);
            row.parts = random.nextInt(1_000_000);
            row.arrived = random.nextInt(row.parts + 1);
            row.gone = row.parts - row.arrived;
            row.bytes = any(random);
            row.arrivedAt = random.nextBoolean() ? 0 : row.end + random.nextInt(100_000) - 50_000;
            if (random.nextBoolean()) {
                row.ledgerFrom = any(random);
                row.ledgerTo = row.ledgerFrom + 1 + random.nextInt(20_000);
            }
        }
        return row;
    }

    /** Of any size that a number can have. */
    private static long any(Random random) {
        return random.nextLong() >>> 1 + random.nextInt(63);
    }
}
