package dev.waybill.control.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The scalars and keys of JSON objects, by their paths. Elements of a list share its path. */
final class JsonCells {
    private final JsonParser json;
    private final List<Cell> cells = new ArrayList<>();

    private JsonCells(JsonParser json) {
        this.json = json;
    }

    static List<Cell> ofObject(String text) throws IOException {
        try (JsonParser json = JsonFile.JSON.createParser(text)) {
            List<Cell> cells = next(json);
            if (json.nextToken() != null) {
                throw new IOException("text behind the object");
            }
            return cells;
        }
    }

    /** The cells of each object of an array. */
    static List<List<Cell>> ofArray(InputStream in) throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        try (JsonParser json = JsonFile.JSON.createParser(in)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("no array");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                JsonCells row = new JsonCells(json);
                row.value(json.currentToken(), "");
                rows.add(row.cells);
            }
        }
        return rows;
    }

    private static List<Cell> next(JsonParser json) throws IOException {
        JsonCells row = new JsonCells(json);
        row.value(json.nextToken(), "");
        return row.cells;
    }

    private void value(JsonToken token, String path) throws IOException {
        switch (token) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> {
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    value(next, path);
                }
            }
            case VALUE_NULL -> {
                // says nothing
            }
            default -> cells.add(new Cell(path, json.getText()));
        }
    }

    private void object(String path) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            String below = path.isEmpty() ? key : path + "." + key;
            cells.add(new Cell(path + Cell.KEY, key));
            value(json.nextToken(), below);
        }
    }
}
