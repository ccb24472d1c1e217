package dev.waybill.kind.format;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import java.util.List;

/**
 * Comma-separated values (RFC 4180) with a header line.
 *
 * @param columns {@code default}, {@code all}, {@code lakefs}, or names and dotted paths
 * @param formulaGuard puts an apostrophe before text that a spreadsheet would take for a formula
 */
public record CsvSpec(List<String> columns, boolean formulaGuard, Compression compression) implements TextSpec {
    public static final CsvSpec DEFAULT = new CsvSpec(ColumnOption.DEFAULT, false, Compression.GZIP);

    public CsvSpec {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.CSV;
    }

    @Override
    public Shape shape() {
        return Shape.FLAT;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return shape().problems(columns, events);
    }
}
