package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.format.line.Framing;
import dev.waybill.format.line.TextPartWriter;
import dev.waybill.format.row.PartWriter;
import dev.waybill.kind.format.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bound on a part's size, for every compression, many targets and rows from incompressible to monotonous. */
class PartSizeTest {
    private static final Framing FRAMING = new Framing(ascii("header\n"), ascii(",\n"), ascii("]\n"));

    /** Where rows all but vanish in the compressor, a part ends before its target. */
    private static final int MAX_CONTENT = 3 << 20;

    private record Part(byte[] stored, byte[] content, long rows) {}

    static Stream<Arguments> compressionsTargetsAndShapes() {
        return Arrays.stream(Compression.values())
                .flatMap(compression -> Stream.of(1024, 1500, 4096, 65_536, 300_000)
                        .flatMap(target ->
                                Arrays.stream(Rows.values()).map(rows -> Arguments.of(compression, target, rows))));
    }

    enum Rows {
        MONOTONOUS {
            @Override
            byte[] next(Random random) {
                return "the same row again and again, with a few words in it\n".getBytes(StandardCharsets.US_ASCII);
            }
        },
        LOG_LINES {
            @Override
            byte[] next(Random random) {
                String row = "2026-03-04T05:06:07+00:00,acme/tools,200,GET,/python/widget-" + random.nextInt(50)
                        + ".whl,203.0.113." + random.nextInt(256) + "," + random.nextInt(100_000) + ","
                        + Long.toHexString(random.nextLong()) + "\n";
                return row.getBytes(StandardCharsets.US_ASCII);
            }
        },
        NOISE {
            @Override
            byte[] next(Random random) {
                byte[] row = new byte[1 + random.nextInt(200)];
                random.nextBytes(row);
                return row;
            }
        },
        ALL_LENGTHS {
            @Override
            byte[] next(Random random) {
                byte[] row = new byte[1 + (int) Math.pow(2, random.nextDouble() * 18)];
                if (random.nextBoolean()) {
                    random.nextBytes(row);
                }
                return row;
            }
        };

        abstract byte[] next(Random random);
    }

    @ParameterizedTest
    @MethodSource("compressionsTargetsAndShapes")
    void neverPassesTheTargetWithMoreThanOneRow(Compression compression, int target, Rows rows) throws IOException {
        for (int seed = 0; seed < 4; seed++) {
            // When
            Part part = fill(compression, target, MAX_CONTENT, rows, new Random(seed));

            // Then
            assertThat(part.rows() == 1 || part.stored().length <= target)
                    .as("seed %d: %d rows in %d bytes", seed, part.rows(), part.stored().length)
                    .isTrue();
            assertThat(Parts.decompress(compression, part.stored())).isEqualTo(part.content());
        }
    }

    @ParameterizedTest
    @MethodSource("compressionsTargetsAndShapes")
    void equalRowsGiveEqualBytes(Compression compression, int target, Rows rows) throws IOException {
        // When
        Part first = fill(compression, target, MAX_CONTENT, rows, new Random(7));
        Part second = fill(compression, target, MAX_CONTENT, rows, new Random(7));

        // Then
        assertThat(first.stored()).isEqualTo(second.stored());
    }

    static Stream<Arguments> compressionsAndLargeTargets() {
        return Arrays.stream(Compression.values())
                .flatMap(compression -> Stream.of(
                        Arguments.of(compression, 65_536, Rows.LOG_LINES),
                        Arguments.of(compression, 1 << 20, Rows.LOG_LINES),
                        Arguments.of(compression, 8 << 20, Rows.LOG_LINES),
                        Arguments.of(compression, 16 << 20, Rows.NOISE)));
    }

    @ParameterizedTest
    @MethodSource("compressionsAndLargeTargets")
    void usesAtLeastNineTenthsOfTheTargetWhereRowsAreSmall(Compression compression, int target, Rows rows)
            throws IOException {
        // When
        Part part = fill(compression, target, Integer.MAX_VALUE, rows, new Random(target));

        // Then
        assertThat(part.stored().length).isBetween(target * 9 / 10, target);
    }

    @ParameterizedTest
    @MethodSource("compressionsAndLargeTargets")
    void takesASingleRowOfAnyLength(Compression compression, int target, Rows rows) throws IOException {
        // Given
        byte[] row = new byte[target + 1];
        new Random(1).nextBytes(row);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PartWriter writer = new TextPartWriter(Framing.LINES, compression, target, out);

        // When
        boolean first = writer.fits(row.length);
        writer.row(row, 0, row.length);
        boolean second = writer.fits(1);
        writer.finish();

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(Parts.decompress(compression, out.toByteArray())).isEqualTo(row);
    }

    private static Part fill(Compression compression, int target, int maxContent, Rows rows, Random random)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        PartWriter writer = new TextPartWriter(FRAMING, compression, target, out);
        content.write(FRAMING.header());
        byte[] row = rows.next(random);
        while (writer.fits(row.length) && content.size() < maxContent) {
            if (writer.rows() > 0) {
                content.write(FRAMING.between());
            }
            writer.row(row, 0, row.length);
            content.write(row);
            row = rows.next(random);
        }
        writer.finish();
        content.write(FRAMING.footer());
        return new Part(out.toByteArray(), content.toByteArray(), writer.rows());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
