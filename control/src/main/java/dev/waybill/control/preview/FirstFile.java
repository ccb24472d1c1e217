package dev.waybill.control.preview;

import dev.waybill.batch.Part;
import dev.waybill.control.rows.Cell;
import dev.waybill.control.rows.FileCells;
import dev.waybill.kind.format.FormatSpec;
import dev.waybill.kind.format.TextSpec;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows the beginning of a file.
 *
 * @param lines how many of it
 */
record FirstFile(int lines) {
    private static final int LONGEST = 2_000;

    /** Of a file that is no text the first rows are shown as {@code column=value}. */
    PreviewFile of(Part part, FormatSpec format) throws IOException {
        List<String> shown = format instanceof TextSpec
                ? FileCells.firstLines(part.bytes(), lines)
                : FileCells.read(part.object(), part.bytes()).stream()
                        .limit(lines)
                        .map(FirstFile::line)
                        .toList();
        return new PreviewFile(
                part.object(),
                part.bytes().length,
                shown.stream().map(FirstFile::cut).toList());
    }

    private static String line(List<Cell> row) {
        return row.stream().map(cell -> cell.place() + "=" + cell.text()).collect(Collectors.joining(" "));
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
