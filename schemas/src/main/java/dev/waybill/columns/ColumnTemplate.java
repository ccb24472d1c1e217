package dev.waybill.columns;

import java.util.List;
import java.util.Optional;

/**
 * A column before it is known which events it is of.
 *
 * @param type of {@link ColumnForm#COMPUTED} columns; the others have the type of their field or form
 * @param paths for {@link ColumnForm#FIELD} the first that the events have, for {@link ColumnForm#FIRST_OF} all that they
 *     have, else all
 * @param nullable of {@link ColumnForm#COMPUTED} columns
 * @param description empty to take that of the field
 */
record ColumnTemplate(
        String name, ColumnForm form, ColumnType type, List<String> paths, boolean nullable, String description) {
    /** The first of these fields that the events have, as it is. */
    static ColumnTemplate field(String name, String... paths) {
        return new ColumnTemplate(name, ColumnForm.FIELD, ColumnType.TEXT, List.of(paths), true, "");
    }

    /** The first of these text fields that is not null. */
    static ColumnTemplate firstOf(String name, String description, String... paths) {
        return new ColumnTemplate(name, ColumnForm.FIRST_OF, ColumnType.TEXT, List.of(paths), true, description);
    }

    static ColumnTemplate of(String name, ColumnForm form, ColumnType type, String description, String... paths) {
        return new ColumnTemplate(name, form, type, List.of(paths), true, description);
    }

    /** A column that may be null; left out for events that lack one of these fields. */
    static ColumnTemplate computed(String name, ColumnType type, String description, String... paths) {
        return of(name, ColumnForm.COMPUTED, type, description, paths);
    }

    /** A column that is never null; left out for events that lack one of these fields. */
    static ColumnTemplate always(String name, ColumnType type, String description, String... paths) {
        return new ColumnTemplate(name, ColumnForm.COMPUTED, type, List.of(paths), false, description);
    }

    /** The column for these events; empty if they lack its fields. */
    Optional<ColumnDefinition> resolve(EventLeaves leaves) {
        List<EventLeaf> present = leaves.present(paths);
        boolean enough = form == ColumnForm.FIELD || form == ColumnForm.FIRST_OF
                ? !present.isEmpty()
                : present.size() == paths.size();
        if (!enough) {
            return Optional.empty();
        }
        if (form == ColumnForm.FIELD || form == ColumnForm.FIRST_OF && present.size() == 1) {
            ColumnDefinition field = ColumnDefinition.of(present.get(0)).named(name);
            return Optional.of(field);
        }
        boolean optional =
                form == ColumnForm.COMPUTED ? nullable : !present.stream().allMatch(EventLeaf::required);
        return Optional.of(new ColumnDefinition(
                name, type, form, present.stream().map(EventLeaf::path).toList(), optional, description));
    }

    /** The columns for these events, without those whose fields they lack. */
    static List<ColumnDefinition> resolveAll(List<ColumnTemplate> templates, EventLeaves leaves) {
        return templates.stream()
                .map(template -> template.resolve(leaves))
                .flatMap(Optional::stream)
                .toList();
    }
}
