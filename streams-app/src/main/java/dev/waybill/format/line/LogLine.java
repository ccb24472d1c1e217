package dev.waybill.format.line;

import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes an event as a line of fixed text and fields, in which {@code -} stands for what is unknown. */
public final class LogLine {
    private final List<RowEncoder> pieces = new ArrayList<>();

    public LogLine text(String text) {
        if (text.isEmpty()) {
            return this;
        }
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        pieces.add((event, out) -> out.put(bytes));
        return this;
    }

    /** A field; {@code -} where it is null or empty. */
    public LogLine field(Value value, Escape escape) {
        pieces.add((event, out) -> {
            int start = out.length();
            if (!value.isNull(event)) {
                value.put(event, escape, out);
            }
            if (out.length() == start) {
                out.put('-');
            }
        });
        return this;
    }

    /** A field between quotes; {@code -} where it is null, since what is empty can be seen between quotes. */
    LogLine quoted(Value value, Escape escape) {
        pieces.add((event, out) -> {
            if (value.isNull(event)) {
                out.put('-');
            } else {
                value.put(event, escape, out);
            }
        });
        return this;
    }

    /** Text and a field, neither of them where the field is null. */
    public LogLine optional(String text, Value value, Escape escape) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        pieces.add((event, out) -> {
            if (!value.isNull(event)) {
                out.put(bytes);
                value.put(event, escape, out);
            }
        });
        return this;
    }

    /** The encoder of the line, with its end. */
    public RowEncoder build() {
        RowEncoder[] compiled = pieces.toArray(RowEncoder[]::new);
        return (event, out) -> {
            for (RowEncoder piece : compiled) {
                piece.encode(event, out);
            }
            out.put('\n');
        };
    }
}
