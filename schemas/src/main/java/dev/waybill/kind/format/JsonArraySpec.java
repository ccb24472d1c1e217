package dev.waybill.kind.format;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import java.util.List;

/**
 * One JSON array per part, with one object per line.
 *
 * @param shape which keys a record has
 * @param columns {@code default}, {@code all}, {@code lakefs}, or names and dotted paths
 */
public record JsonArraySpec(Shape shape, List<String> columns, Compression compression) implements TextSpec {
    public static final JsonArraySpec DEFAULT = new JsonArraySpec(Shape.NESTED, ColumnOption.DEFAULT, Compression.GZIP);

    public JsonArraySpec {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.JSON_ARRAY;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return shape.problems(columns, events);
    }
}
