package dev.waybill.describe;

import java.util.List;
import java.util.Map;

/**
 * What a table in Athena needs to know of a format.
 *
 * @param columns as the table has them
 * @param rowFormat the clauses from {@code ROW FORMAT} or {@code STORED AS} on, without {@code LOCATION}
 * @param properties further table properties
 * @param typed for a view with the columns' types, one select expression each; empty if the table has them already
 * @param condition of that view; empty for none
 * @param notes what a reader must know
 */
record AthenaForm(
        List<HiveColumn> columns,
        String rowFormat,
        Map<String, String> properties,
        List<String> typed,
        String condition,
        List<String> notes) {
    static AthenaForm of(List<HiveColumn> columns, String rowFormat) {
        return new AthenaForm(columns, rowFormat, Map.of(), List.of(), "", List.of());
    }

    AthenaForm properties(Map<String, String> more) {
        return new AthenaForm(columns, rowFormat, more, typed, condition, notes);
    }

    /** With a view of these expressions. */
    AthenaForm typed(List<String> expressions) {
        return new AthenaForm(columns, rowFormat, properties, expressions, condition, notes);
    }

    AthenaForm where(String restriction) {
        return new AthenaForm(columns, rowFormat, properties, typed, restriction, notes);
    }

    AthenaForm notes(String... more) {
        return new AthenaForm(columns, rowFormat, properties, typed, condition, List.of(more));
    }
}
