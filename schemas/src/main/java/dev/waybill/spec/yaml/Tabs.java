package dev.waybill.spec.yaml;

import java.util.List;
import java.util.Optional;

/** Finds tabs in YAML's indentation, where the YAML parser's own message is hard to understand. */
final class Tabs {
    private Tabs() {}

    static Optional<Problem> find(String file, String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int tab = line.indexOf('\t');
            if (tab >= 0 && line.substring(0, tab).isBlank() && !line.isBlank()) {
                return Optional.of(Problem.at(new Place(file, "", i + 1, tab + 1), "a tab stands in the indentation")
                        .hint("indent with spaces"));
            }
        }
        return Optional.empty();
    }
}
