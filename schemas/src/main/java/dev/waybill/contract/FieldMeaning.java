package dev.waybill.contract;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf field of an event means for selection and redaction. It stands with the field in the Avro schema, as
 * properties, and nowhere else.
 *
 * @param text what kind of text it holds; empty for numbers, times and truth values
 * @param groups the groups it is always redacted with
 * @param byKind whether it names what an audit event acts on, which is itself of the groups that the field {@code kind}
 *     beside it says
 * @param actor whether it names who caused the event
 * @param origin who decides what stands in it
 */
public record FieldMeaning(
        Optional<TextKind> text, Set<FieldGroup> groups, boolean byKind, boolean actor, FieldOrigin origin) {
    private static final String TEXT = "waybill.text";
    private static final String GROUPS = "waybill.groups";
    private static final String ACTOR = "waybill.actor";
    private static final String ORIGIN = "waybill.origin";
    private static final String BY_KIND = "by-kind";

    /** Of a number, a time or a truth value that belongs to no group. */
    public static final FieldMeaning NONE =
            new FieldMeaning(Optional.empty(), Set.of(), false, false, FieldOrigin.ANYBODY);

    public FieldMeaning {
        groups = groups.isEmpty()
                ? Set.of()
                : Set.copyOf(groups.stream().collect(Collectors.toCollection(() -> EnumSet.noneOf(FieldGroup.class))));
    }

    /** Of a text that belongs to no group. */
    public static FieldMeaning of(TextKind text) {
        return new FieldMeaning(Optional.of(text), Set.of(), false, false, FieldOrigin.ANYBODY);
    }

    /** Whether it holds this kind of text. */
    public boolean is(TextKind kind) {
        return text.filter(kind::equals).isPresent();
    }

    /**
     * What the properties of a field say.
     *
     * @throws IllegalArgumentException if they are not what they may be, or if the field holds text and says nothing
     */
    public static FieldMeaning of(Schema.Field field) {
        String text = field.getProp(TEXT);
        Object groups = field.getObjectProp(GROUPS);
        if (holdsText(field.schema()) != (text != null) || text != null && groups == null) {
            throw new IllegalArgumentException(
                    "field " + field.name() + ": a field that holds text, and no other, needs " + TEXT + ", and "
                            + GROUPS + " with it, so that its redaction is not forgotten");
        }
        try {
            return new FieldMeaning(
                    Optional.ofNullable(text).map(TextKind::of),
                    groups instanceof Collection<?> names
                            ? names.stream()
                                    .map(name -> FieldGroup.of(name.toString()))
                                    .collect(Collectors.toSet())
                            : Set.of(),
                    isByKind(groups),
                    Boolean.TRUE.equals(field.getObjectProp(ACTOR)),
                    FieldOrigin.of(field.getProp(ORIGIN)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field " + field.name() + ": " + e.getMessage(), e);
        }
    }

    private static boolean isByKind(@Nullable Object groups) {
        if (groups instanceof String word && !word.equals(BY_KIND)) {
            throw new IllegalArgumentException(GROUPS + " is a list of groups or " + BY_KIND + ", not " + word);
        }
        return groups instanceof String;
    }

    private static boolean holdsText(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().anyMatch(FieldMeaning::holdsText);
            case STRING, ENUM, MAP, ARRAY -> true;
            default -> false;
        };
    }
}
