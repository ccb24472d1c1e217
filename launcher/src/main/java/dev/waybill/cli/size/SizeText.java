package dev.waybill.cli.size;

import dev.waybill.control.size.Figure;
import dev.waybill.control.size.Sizing;
import java.util.List;
import java.util.Locale;

/** A line for each figure: what it is, how much, and the formula's name. */
final class SizeText {
    private static final String LINE = "  %-44s %14s %-7s  %s%n";
    private static final String[] LARGER = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final double THOUSAND = 1_000;

    private SizeText() {}

    static String of(List<Sizing.Section> sections) {
        StringBuilder text = new StringBuilder();
        for (Sizing.Section section : sections) {
            text.append(section.title()).append('\n');
            section.figures().forEach(figure -> text.append(line(figure)));
        }
        return text.append("How each is computed, and how far to trust it: docs/concepts/sizing.md\n")
                .toString();
    }

    private static String line(Figure figure) {
        return switch (figure.unit()) {
            case NUMBER -> line(figure, number(figure.value()), "");
            case CORES -> line(figure, number(figure.value()), "cores");
            case MICROS -> line(figure, number(figure.value()), "µs");
            case MIB -> line(figure, number(Math.ceil(figure.value())), "MiB");
            case A_DAY -> line(figure, number(figure.value()), "/day");
            case A_SECOND -> line(figure, number(figure.value()), "/s");
            case BYTES -> bytes(figure, "");
            case BYTES_A_DAY -> bytes(figure, "/day");
            case BYTES_A_SECOND -> bytes(figure, "/s");
        };
    }

    private static String bytes(Figure figure, String per) {
        double value = figure.value();
        int power = 0;
        while (value >= THOUSAND && power < LARGER.length - 1) {
            value /= THOUSAND;
            power++;
        }
        return line(figure, number(value), LARGER[power] + per);
    }

    private static String number(double value) {
        boolean whole = value >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f" : value >= 1 ? "%.1f" : "%.2f", value);
    }

    private static String line(Figure figure, String value, String unit) {
        return String.format(Locale.ROOT, LINE, figure.what(), value, unit, figure.name())
                .replace(System.lineSeparator(), "\n");
    }
}
