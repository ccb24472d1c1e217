package dev.waybill.control.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a file of any format says to its reader, value by value. For files that fit into memory. */
public final class FileCells {
    private static final String W3C_FIELDS = "#Fields: ";

    private FileCells() {}

    /**
     * The cells of each row, in the order of the file.
     *
     * @param name of the file, whose ending says what it is
     * @throws IOException if it cannot be read; the message holds nothing of the file
     */
    public static List<List<Cell>> read(String name, byte[] stored) throws IOException {
        RowFormat format = RowFormat.PLAIN_LINES;
        try {
            format = RowFormat.of(name, stored);
            return switch (format) {
                case CSV -> csv(stored);
                case JSON_LINES -> jsonLines(stored, 0);
                case JSON_LINES_TIMESTAMP -> jsonLines(stored, '{');
                case JSON_ARRAY -> jsonArray(stored);
                case W3C -> w3c(stored);
                case CEF, PLAIN_LINES -> lines(stored);
                case AVRO -> AvroCells.read(stored);
                case PARQUET -> ParquetCells.read(stored);
            };
        } catch (IOException | RuntimeException e) {
            // Messages of parsers quote what they read.
            throw new IOException("cannot be read as " + format.words());
        }
    }

    /** The text of a file that is text, without its compression; empty lines behind the last one are none. */
    public static List<String> firstLines(byte[] stored, int count) throws IOException {
        List<String> first = new ArrayList<>();
        try (Lines lines = Lines.of(stored)) {
            while (first.size() < count && lines.next()) {
                first.add(lines.text());
            }
        }
        return first;
    }

    private static List<List<Cell>> csv(byte[] stored) throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        try (Lines lines = Lines.of(stored)) {
            List<String> columns = new ArrayList<>();
            if (lines.next()) {
                CsvFile.fields(lines.text(), columns);
            }
            while (lines.next()) {
                List<String> fields = new ArrayList<>();
                CsvFile.fields(lines.text(), fields);
                rows.add(cells(columns, fields));
            }
        }
        return rows;
    }

    private static List<List<Cell>> w3c(byte[] stored) throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        List<String> columns = List.of();
        try (Lines lines = Lines.of(stored)) {
            while (lines.next()) {
                String line = lines.text();
                if (line.startsWith(W3C_FIELDS)) {
                    columns = List.of(line.substring(W3C_FIELDS.length()).split(" "));
                } else if (!line.startsWith("#")) {
                    rows.add(cells(columns, Arrays.asList(line.split("\t", -1))));
                }
            }
        }
        return rows;
    }

    private static List<Cell> cells(List<String> columns, List<String> fields) throws IOException {
        if (columns.size() != fields.size()) {
            throw new IOException("another number of fields than columns");
        }
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            row.add(new Cell(columns.get(i), fields.get(i)));
        }
        return row;
    }

    private static List<List<Cell>> lines(byte[] stored) throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        try (Lines lines = Lines.of(stored)) {
            while (lines.next()) {
                rows.add(List.of(new Cell(Cell.LINE, lines.text())));
            }
        }
        return rows;
    }

    /** @param begin the character that the object begins with, where something stands before it; 0 if nothing does */
    private static List<List<Cell>> jsonLines(byte[] stored, int begin) throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        try (Lines lines = Lines.of(stored)) {
            while (lines.next()) {
                String line = lines.text();
                String object = line.substring(begin == 0 ? 0 : line.indexOf(begin));
                List<Cell> row = new ArrayList<>();
                String before = line.substring(0, line.length() - object.length());
                if (!before.isBlank()) {
                    row.add(new Cell(Cell.LINE, before.strip()));
                }
                row.addAll(JsonCells.ofObject(object));
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<List<Cell>> jsonArray(byte[] stored) throws IOException {
        try (InputStream in = Unpacked.open(stored)) {
            return JsonCells.ofArray(in);
        }
    }
}
