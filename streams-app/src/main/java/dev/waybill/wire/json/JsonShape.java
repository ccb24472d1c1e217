package dev.waybill.wire.json;

import dev.waybill.event.DropReason;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.wire.rule.Defaults;
import dev.waybill.wire.rule.EmptyTexts;
import dev.waybill.wire.rule.EventChecks;
import dev.waybill.wire.rule.EventTypes;
import dev.waybill.wire.rule.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Which members a JSON object may have, by the reader's schema. */
final class JsonShape {
    private final Map<String, Member> byName = new HashMap<>();
    private final List<Member> members = new ArrayList<>();

    private JsonShape() {}

    /** The shape of a whole event; its members, at any depth, are numbered from 0. */
    static JsonShape of(Schema reader, EventType type) {
        return of(reader, "", type, new EmptyTexts(reader), new AtomicInteger());
    }

    private static JsonShape of(
            Schema schema, String prefix, EventType type, EmptyTexts emptyTexts, AtomicInteger number) {
        JsonShape shape = new JsonShape();
        for (Schema.Field field : schema.getFields()) {
            Member member = new Member(field, prefix + field.name(), type, emptyTexts, number);
            shape.members.add(member);
            field.aliases().forEach(alias -> shape.byName.putIfAbsent(alias, member));
        }
        for (Member member : shape.members) {
            shape.byName.put(member.name, member);
        }
        return shape;
    }

    /** The member called {@code name}, by its name or an alias; null if unknown. */
    @Nullable
    Member member(String name) {
        return byName.get(name);
    }

    List<Member> members() {
        return members;
    }

    /** How many members there are at all depths. */
    int size() {
        return members.stream()
                .mapToInt(member -> 1 + (member.group == null ? 0 : member.group.size()))
                .sum();
    }

    /** A member of an object: a leaf, or a group of further members. */
    static final class Member {
        private final String name;
        private final int number;
        private final boolean nullable;
        private final Schema schema;
        private final @Nullable Field leaf;
        private final @Nullable JsonShape group;
        private final @Nullable Defaults defaults;
        private final boolean checkedLater;
        private final boolean keepsEmptyText;
        private final RefusedException wrongType;

        private Member(Schema.Field field, String path, EventType type, EmptyTexts emptyTexts, AtomicInteger next) {
            name = field.name();
            number = next.getAndIncrement();
            nullable = field.schema().isNullable();
            schema = EventTypes.nonNull(field.schema(), path);
            leaf = type.field(path).orElse(null);
            group = leaf == null ? JsonShape.of(schema, path + ".", type, emptyTexts, next) : null;
            defaults = field.hasDefaultValue() ? Defaults.of(field, path, type) : null;
            checkedLater = leaf != null && EventChecks.require(leaf, type);
            keepsEmptyText = emptyTexts.areKept(path);
            wrongType = new RefusedException(DropReason.WRONG_TYPE, path);
        }

        /** Refuses a value that is none of this member. */
        void require(boolean fits) throws RefusedException {
            if (!fits) {
                throw wrongType;
            }
        }

        int number() {
            return number;
        }

        boolean isNullable() {
            return nullable;
        }

        /** The field's schema without null. */
        Schema schema() {
            return schema;
        }

        @Nullable
        Field leafOrNull() {
            return leaf;
        }

        @Nullable
        JsonShape groupOrNull() {
            return group;
        }

        /** What holds when the event does not mention it; null if there is no default. */
        @Nullable
        Defaults defaultsOrNull() {
            return defaults;
        }

        /** Whether its absence has a {@link dev.waybill.event.DropReason} of its own. */
        boolean isCheckedLater() {
            return checkedLater;
        }

        /** Whether a text of no characters is a value; else it is null. */
        boolean keepsEmptyText() {
            return keepsEmptyText;
        }
    }
}
