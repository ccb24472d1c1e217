package dev.waybill.cli.size;

import dev.waybill.contract.YamlName;
import dev.waybill.control.size.Figure;
import dev.waybill.control.size.Sizing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** By section, by the formula's name: {@code value}, {@code unit}, {@code what}. */
final class SizeJson {
    private SizeJson() {}

    static Map<String, Object> of(List<Sizing.Section> sections) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Sizing.Section section : sections) {
            Map<String, Object> figures = new LinkedHashMap<>();
            section.figures().forEach(figure -> figures.put(figure.name(), of(figure)));
            all.put(section.name(), figures);
        }
        return all;
    }

    private static Map<String, Object> of(Figure figure) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("value", rounded(figure.value()));
        content.put("unit", YamlName.of(figure.unit()));
        content.put("what", figure.what());
        return content;
    }

    /** Small ones to three decimals, others to a whole number. */
    private static Number rounded(double value) {
        return value >= 100 ? Math.round(value) : Math.round(value * 1_000) / 1_000.0;
    }
}
