package dev.waybill.columns;

import java.util.List;

/**
 * A column that files of a format hold, once it is known which events it is of.
 *
 * @param name as in the header, or the key; its dots make objects in formats that have objects, and {@code []} behind a
 *     part of it a list of objects
 * @param form how its value is made
 * @param paths the fields it is made of; may be empty for {@link ColumnForm#COMPUTED}
 * @param nullable whether it may be null, even if nothing is redacted
 * @param description one line for people
 */
public record ColumnDefinition(
        String name, ColumnType type, ColumnForm form, List<String> paths, boolean nullable, String description) {
    public ColumnDefinition {
        paths = List.copyOf(paths);
        if (form != ColumnForm.COMPUTED && paths.isEmpty()) {
            throw new IllegalArgumentException("column " + name + " is made of no field");
        }
    }

    static ColumnDefinition of(EventLeaf leaf) {
        return new ColumnDefinition(
                leaf.path(), leaf.type(), ColumnForm.FIELD, List.of(leaf.path()), !leaf.required(), leaf.description());
    }

    /** The same column under another name. */
    ColumnDefinition named(String other) {
        return new ColumnDefinition(other, type, form, paths, nullable, description);
    }
}
