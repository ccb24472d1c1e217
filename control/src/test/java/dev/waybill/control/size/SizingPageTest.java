package dev.waybill.control.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FormatName;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.kind.format.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page has the formulas, constants and sizes of rows that the code has. */
class SizingPageTest {
    private static final Path PAGE = Path.of("../docs/concepts/sizing.md");

    @Test
    void thePageHasEachConstantWithItsValue() throws IOException {
        assertThat(rows("## Constants", "(?m)^\\| `([a-z-]+)` \\| ([0-9.,]+) \\|"))
                .containsExactlyElementsOf(Arrays.stream(Measured.values())
                        .map(constant -> constant.word() + " " + number(constant.value()))
                        .toList());
    }

    @Test
    void thePageHasEachFormula() throws IOException {
        Expected any = new Expected(
                new Expected.Events(1, 1, 400),
                new Expected.Exports(
                        1,
                        1,
                        1,
                        FormatName.CSV,
                        Compression.GZIP,
                        Duration.ofHours(1),
                        Duration.ZERO,
                        8 << 20,
                        ReceiptCadence.WINDOW),
                new Expected.Kept(Duration.ofDays(7), Duration.ofDays(7), Duration.ofDays(1), 3, 1));

        assertThat(rows("## Formulas", "(?m)^\\| `([a-z-]+)` \\| ()[^|]+ \\|$"))
                .containsExactlyElementsOf(Sizing.of(any).stream()
                        .flatMap(section -> section.figures().stream())
                        .map(figure -> figure.name() + " ")
                        .toList());
    }

    @Test
    void thePageHasTheSizesOfRows() throws IOException {
        assertThat(rows("## Rows", "(?m)^\\| `([a-z0-9-]+)` \\| ([0-9.,| ]+) \\|$"))
                .containsExactlyElementsOf(Arrays.stream(FormatName.values())
                        .map(format -> {
                            RowCost cost = RowCost.of(format);
                            return "%s %s | %s | %s | %s | %s"
                                    .formatted(
                                            format.kind(),
                                            number(cost.bytes()),
                                            number(cost.plain()),
                                            number(cost.gzip()),
                                            number(cost.zstd()),
                                            number(cost.micros()));
                        })
                        .toList());
    }

    private static List<String> rows(String heading, String row) throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf(heading));
        int next = section.indexOf("\n## ", 1);
        List<String> rows = new ArrayList<>();
        Pattern.compile(row)
                .matcher(next < 0 ? section : section.substring(0, next))
                .results()
                .forEach(found -> rows.add(found.group(1) + " " + found.group(2)));
        return rows;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value).replaceAll("0$", "");
    }
}
