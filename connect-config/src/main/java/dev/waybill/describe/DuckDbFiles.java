package dev.waybill.describe;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The files of an export as DuckDB finds them.
 *
 * @param glob a literal
 * @param keys partition columns to take from the folders; empty for none
 */
record DuckDbFiles(String glob, List<PartitionKey> keys) {
    /** Arguments that make columns of these folders' keys, and of no others. */
    String partitions() {
        return keys.isEmpty()
                ? ",\n    hive_partitioning = false"
                : keys.stream()
                        .map(key -> DuckDb.literal(key.folder()) + ": " + key.duckDbType())
                        .collect(Collectors.joining(", ", ",\n    hive_partitioning = true, hive_types = {", "}"));
    }

    /** The same columns in a list of expressions. */
    String partitionColumns() {
        return keys.stream().map(key -> ",\n    " + DuckDb.name(key.folder())).collect(Collectors.joining());
    }

    /** A table with a column {@code line}; no character is a delimiter. */
    String lines() {
        return "read_csv(" + glob
                + ",\n    auto_detect = false, header = false, delim = '', quote = '', escape = '',\n"
                + "    columns = {'line': 'VARCHAR'}" + partitions() + ")";
    }
}
