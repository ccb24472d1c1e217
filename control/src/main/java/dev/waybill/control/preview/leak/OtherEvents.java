package dev.waybill.control.preview.leak;

import dev.waybill.control.rows.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for the values of each event in the rows of the others: redaction cannot look in an event for what its fields never
 * held. Finds them as whole words; short ones and numbers would be found by chance. Keeps a bounded number of rows.
 */
public final class OtherEvents {
    private static final int MOST_ROWS = 2_000;
    private static final int MOST_VALUES = 20_000;
    private static final int SHORTEST = 4;

    private record Row(String eventId, Set<String> own, List<Cell> cells) {}

    /**
     * What was found in one row.
     *
     * @param eventId of the row's event
     */
    public record Found(String eventId, Hit hit) {}

    private final String tenant;
    private final List<Row> rows = new ArrayList<>();
    /** By their first word; folded values with where they come from. */
    private final Map<String, Map<String, HiddenValue>> values = new HashMap<>();

    private int size;

    /** @param tenant of all events; like the ids of events it always stays */
    public OtherEvents(String tenant) {
        this.tenant = tenant;
    }

    /** Takes up an event. */
    public void add(String eventId, List<HiddenValue> hidden, List<Cell> cells) {
        Set<String> own = new HashSet<>(List.of(Folding.fold(tenant), Folding.fold(eventId)));
        for (HiddenValue value : hidden) {
            String folded = Folding.fold(value.text());
            own.add(folded);
            if (isTelling(folded) && size < MOST_VALUES) {
                Map<String, HiddenValue> begunSo =
                        values.computeIfAbsent(word(folded, 0), any -> new HashMap<>());
                size += begunSo.putIfAbsent(folded, value) == null ? 1 : 0;
            }
        }
        if (rows.size() < MOST_ROWS) {
            rows.add(new Row(eventId, own, cells));
        }
    }

    private static boolean isTelling(String folded) {
        return folded.length() >= SHORTEST && folded.codePoints().anyMatch(Character::isLetter);
    }

    /** All that there are. */
    public List<Found> find() {
        List<Found> found = new ArrayList<>();
        if (size > 0) {
            rows.forEach(row -> row.cells().forEach(cell -> find(row, cell, found)));
        }
        return found;
    }

    private void find(Row row, Cell cell, List<Found> found) {
        String text = Folding.fold(cell.text());
        Set<String> known = new HashSet<>(row.own());
        for (int at = 0; at < text.length(); at++) {
            if (at > 0 && Folding.joins(text.codePointBefore(at), text.codePointAt(at))) {
                continue;
            }
            for (Map.Entry<String, HiddenValue> value :
                    values.getOrDefault(word(text, at), Map.of()).entrySet()) {
                if (text.startsWith(value.getKey(), at) && !known.contains(value.getKey())) {
                    int whole = Words.count(text, value.getKey()).whole();
                    if (whole > 0) {
                        known.add(value.getKey());
                        found.add(new Found(
                                row.eventId(),
                                new Hit(value.getValue(), Spelling.of(Step.OTHER_EVENT), cell.place(), whole)));
                    }
                }
            }
        }
    }

    /** The word that begins there, or the one character that is no part of a word. */
    private static String word(String text, int from) {
        int end = text.offsetByCodePoints(from, 1);
        while (end < text.length() && Folding.joins(text.codePointBefore(end), text.codePointAt(end))) {
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(from, end);
    }
}
