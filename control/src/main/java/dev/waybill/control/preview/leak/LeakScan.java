package dev.waybill.control.preview.leak;

import dev.waybill.control.rows.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for hidden values in what a reader of the file sees. Remembers values that it was asked for; confined to one thread. */
public final class LeakScan {
    private static final int REMEMBERED = 2_000;

    private final Map<String, Sought> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sought> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Every way in which the values of one event stand in a row.
     *
     * @param row as {@link dev.waybill.control.rows.FileCells} reads it
     */
    public List<Hit> find(List<HiddenValue> values, List<Cell> row) {
        List<Hit> hits = new ArrayList<>();
        for (Cell cell : row) {
            if (!cell.text().isEmpty()) {
                CellSearch search = new CellSearch(cell);
                values.forEach(value -> hits.addAll(search.find(value, sought(value))));
            }
        }
        return hits;
    }

    private Sought sought(HiddenValue value) {
        return remembered.computeIfAbsent(value.text(), Sought::of);
    }
}
